using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Composition;

/// <summary>
/// Composes a Hydra config from the groups on disk that its defaults list names. An overlay such as <c>experiment/x.yaml</c>
/// is laid over the primary config above it, with its overrides applied, as the command line would do.
/// </summary>
/// <param name="files">The repository.</param>
/// <param name="observations">Receives what cannot be followed.</param>
/// <param name="choices">Options of groups that a command line chooses; null without any.</param>
internal sealed class HydraComposer(ConfigFiles? files, ICollection<Observation> observations,
    IReadOnlyDictionary<string, string?>? choices = null)
{
    private const int MostFiles = 100;
    private const string PackageHeader = "@package ";

    // What the entry scripts of the templates name as their primary config.
    private static readonly string[] PrimaryNames = ["train.yaml", "config.yaml", "main.yaml", "default.yaml", "defaults.yaml"];

    private readonly List<string> _chain = [];
    private readonly Dictionary<string, string?> _overrides = new(StringComparer.Ordinal);
    private string _configs = "";
    private int _files;
    private bool _isComplete = true;

    public ConfigView Compose(SourceFile file, MappingNode root)
    {
        var defaults = HydraDefault.Of(root);
        if (defaults.Count == 0)
        {
            return new ConfigView(file, root) { Files = files };
        }

        if (file.FullPath is not { } path || files is null)
        {
            Fail(defaults[0], "the text does not come from a file on disk");
            return new ConfigView(file, root, isComplete: false) { Files = files };
        }

        _configs = Path.GetDirectoryName(path)!;
        foreach (var choice in choices ?? new Dictionary<string, string?>())
        {
            _overrides[choice.Key] = choice.Value;
        }

        _chain.Add(path);
        var primary = defaults.Any(item => item.IsAbsolute || item.IsOverride) ? Primary(file) : null;
        if (primary is null && defaults.Any(item => item.IsOverride && !IsHydras(item.Group)))
        {
            Fail(defaults.First(item => item.IsOverride), "no primary config (" + string.Join(", ", PrimaryNames) + ") with a defaults list lies in a directory above");
        }

        return new ConfigView(file, primary is null ? Expand(file, root, group: "", package: "") : Over(primary, file, root,
            defaults), _isComplete)
        { Files = files };
    }

    /// <summary>An overlay over the primary config: its overrides replace choices there, its content goes on top.</summary>
    private MappingNode Over(ParsedFile primary, SourceFile file, MappingNode root, IReadOnlyList<HydraDefault> defaults)
    {
        var group = Path.GetDirectoryName(file.FullPath!)!.Substring(_configs.Length).Trim(Path.DirectorySeparatorChar)
            .Replace(Path.DirectorySeparatorChar, '/');
        foreach (var item in defaults.Where(item => item.IsOverride && item.Group is not null))
        {
            _overrides[GroupOf(item, group)] = item.Option;
        }

        var below = Expand(primary.Source, (MappingNode)primary.Roots[0], group: "", package: "");
        return DeepMerge.Over(below, Expand(file, root, group, PackageOf(file) ?? group.Replace('/', '.')));
    }

    // Hydra's own groups (launcher, logging) come from its package and say nothing about training.
    private static bool IsHydras(string? group) =>
        group?.TrimStart('/') is "hydra" || (group?.TrimStart('/').StartsWith("hydra/", StringComparison.Ordinal) ?? false);

    private ParsedFile? Primary(SourceFile file)
    {
        for (var above = Path.GetDirectoryName(Path.GetDirectoryName(file.FullPath!)!); above is not null
            && files!.IsInside(above); above = Path.GetDirectoryName(above))
        {
            var found = PrimaryNames
                .Select(name => files.Read(Path.Combine(above, name)))
                .FirstOrDefault(parsed => parsed is { Roots.Count: > 0 } && parsed.Roots[0] is MappingNode mapping && mapping.Has("defaults"));
            if (found is not null)
            {
                _configs = above;
                _chain.Add(found.Source.FullPath!);
                return found;
            }
        }

        return null;
    }

    /// <summary>A config with everything that its defaults list draws in, placed in the whole by its package.</summary>
    private MappingNode Expand(SourceFile file, MappingNode root, string group, string package)
    {
        var own = Wrap(root, package);
        var composed = default(MappingNode);
        var items = HydraDefault.Of(root);
        foreach (var item in items.Where(item => !item.IsOverride))
        {
            var part = item.IsSelf ? own : Draw(file, item.Filled(items, _overrides), group, package);
            composed = composed is null || part is null ? part ?? composed : DeepMerge.Over(composed, part);
        }

        // Hydra 1.1 and later: without _self_, a config stands behind what it draws in.
        return items.Any(item => item.IsSelf) ? composed! : composed is null ? own : DeepMerge.Over(composed, own);
    }

    private MappingNode? Draw(SourceFile from, HydraDefault item, string group, string package)
    {
        var target = GroupOf(item, group);
        var option = item.Group is not null && _overrides.TryGetValue(target, out var chosen) ? chosen : item.Option;
        if (option is null || IsHydras(target))
        {
            return null;
        }

        if (Placeholders.IsPlaceholder(option) || Find(from, target, item.Group is null ? LastPart(option) : option) is not { } parsed)
        {
            if (!item.IsOptional)
            {
                Fail(item, "no readable " + target + "/" + option + ".yaml lies in the configs");
            }

            return null;
        }

        var drawn = Expand(parsed.Source, (MappingNode)parsed.Roots[0], target, Package(parsed.Source, item, target, package));
        _chain.RemoveAt(_chain.Count - 1);
        return drawn;
    }

    private ParsedFile? Find(SourceFile from, string group, string option)
    {
        var name = option.EndsWith(".yaml", StringComparison.Ordinal) ? option : option + ".yaml";
        if (name.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || group.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || ++_files > MostFiles)
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(_configs, group, name));
        if (_chain.Contains(path, StringComparer.Ordinal) || files!.Read(path) is not { Roots.Count: > 0 } parsed
            || parsed.Roots[0] is not MappingNode)
        {
            return null;
        }

        _chain.Add(path);
        return parsed;
    }

    private static string GroupOf(HydraDefault item, string group)
    {
        var written = item.Group ?? DirectoryPart(item.Option!);
        return item.IsAbsolute ? written.TrimStart('/') : (group + "/" + written).Trim('/');
    }

    private static string DirectoryPart(string config) => config.LastIndexOf('/') is var slash and >= 0 ? config.Substring(0, slash + 1) : "";

    private static string LastPart(string config) => config.Substring(config.LastIndexOf('/') + 1);

    private static string Package(SourceFile file, HydraDefault item, string target, string parent)
    {
        var name = item.Package ?? PackageOf(file);
        return name switch
        {
            "_global_" or "" => "",
            null or "_group_" =>
                item.Group is null ? parent : item.IsAbsolute ? target.Replace('/', '.') : Join(parent, item.Group.Replace('/', '.')),
            "_here_" => parent,
            _ when item.Package is not null => Join(parent, name),
            _ => name,
        };
    }

    private static string Join(string parent, string package) => (parent + "." + package).Trim('.');

    /// <summary>The package that a file names in its header; null without one, empty for the root.</summary>
    private static string? PackageOf(SourceFile file)
    {
        for (var line = 1; line <= file.LineCount; line++)
        {
            var text = file.Line(line).Trim();
            if (text.Length > 0 && text[0] != '#')
            {
                return null;
            }

            var at = text.IndexOf(PackageHeader, StringComparison.Ordinal);
            if (at >= 0)
            {
                var name = text.Substring(at + PackageHeader.Length).Trim();
                return name == "_global_" ? "" : name;
            }
        }

        return null;
    }

    private static MappingNode Wrap(MappingNode root, string package)
    {
        var wrapped = root;
        foreach (var part in package.Split(['.'], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var key = new ScalarNode(root.Source, root.Span, null, part, ScalarStyle.Plain);
            wrapped = new MappingNode(root.Source, root.Span, null, [new MappingEntry(key, wrapped)]);
        }

        return wrapped;
    }

    private void Fail(HydraDefault item, string reason)
    {
        _isComplete = false;
        var reference = item.Group is null ? item.Option : item.Group + ": " + item.Option;
        observations.Add(new UnresolvedObservation(item.Node.Place, "defaults", reference ?? item.Node.Text, reason));
    }
}
