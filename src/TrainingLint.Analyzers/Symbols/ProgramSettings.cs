using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>A value of appsettings.json.</summary>
/// <param name="Text">What stands there, without quotes.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record SettingText(string Text, Location Location)
{
    /// <summary>The number that the binder makes of the text, whatever the culture; null for other texts.</summary>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>
/// The settings beside a project, which its build offers as additional files: appsettings.json, and those of an environment such as
/// appsettings.Production.json. The compiler does not know the environment, so a key that two of them give differently has no value.
/// Sources: Microsoft.Extensions.Configuration.Json, JsonConfigurationFileParser.cs (paths with colons, in any case) and
/// Microsoft.Extensions.Hosting, HostingHostBuilderExtensions.cs (which files are read).
/// </summary>
internal sealed class ProgramSettings
{
    private const string FilePrefix = "appsettings";

    private static readonly ConditionalWeakTable<SourceText, Parsed> Texts = new();

    private readonly AdditionalText[] _files;
    private Dictionary<string, SettingText?>? _byPath;

    private ProgramSettings(AdditionalText[] files) => _files = files;

    /// <summary>True when no such file is at hand, and nothing can be looked up.</summary>
    public bool IsEmpty => _files.Length == 0;

    /// <summary>The settings among the additional files of a build; nothing is read yet.</summary>
    public static ProgramSettings Of(ImmutableArray<AdditionalText> files) =>
        new([.. files.Where(file => IsSettings(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal)]);

    /// <summary>True for the names of files that a host reads by itself.</summary>
    public static bool IsSettings(string path) =>
        Path.GetFileName(path) is var name && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        && (name.Length == FilePrefix.Length + 5 || (name.Length > FilePrefix.Length && name[FilePrefix.Length] == '.'))
        && name.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a file says something under a path such as <c>Training:LearningRate</c>.</summary>
    public bool Has(string path, CancellationToken cancellation) => ByPath(cancellation).ContainsKey(path);

    /// <summary>The value under a path; null where there is none, or files differ.</summary>
    public SettingText? Find(string path, CancellationToken cancellation) =>
        ByPath(cancellation).TryGetValue(path, out var setting) ? setting : null;

    private Dictionary<string, SettingText?> ByPath(CancellationToken cancellation)
    {
        if (_byPath is { } known)
        {
            return known;
        }

        var byPath = new Dictionary<string, SettingText?>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in _files)
        {
            if (file.GetText(cancellation) is { Length: <= DocumentLimits.FileBytes } text)
            {
                foreach (var setting in Texts.GetValue(text, fresh => new Parsed(file.Path, fresh)).Settings)
                {
                    byPath[setting.Key] = !byPath.TryGetValue(setting.Key, out var other) || other?.Text == setting.Value.Text
                        ? other ?? setting.Value
                        : null;
                }
            }
        }

        return _byPath = byPath;
    }

    // The values of one file by their paths; of a key that stands twice, the last counts.
    private sealed class Parsed
    {
        private readonly SourceText _text;

        public Parsed(string path, SourceText text)
        {
            _text = text;
            foreach (var root in ConfigFormats.Json.Parse(new SourceFile(path, text.ToString(), path)).Roots)
            {
                Add(root, "");
            }
        }

        public Dictionary<string, SettingText> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

        private void Add(ConfigNode node, string path)
        {
            switch (node)
            {
                case MappingNode mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        Add(entry.Value, path.Length == 0 ? entry.Key.Text : path + ":" + entry.Key.Text);
                    }

                    break;
                case SequenceNode sequence:
                    for (var i = 0; i < sequence.Items.Count; i++)
                    {
                        Add(sequence.Items[i], path + ":" + i.ToString(CultureInfo.InvariantCulture));
                    }

                    break;
                case ScalarNode scalar:
                    Settings[path] = new SettingText(scalar.Text, LocationOf(scalar));
                    break;
            }
        }

        private Location LocationOf(ScalarNode scalar)
        {
            var start = new LinePosition(scalar.Span.Line - 1, scalar.Span.Column - 1);
            var end = new LinePosition(scalar.Span.EndLine - 1, scalar.Span.EndColumn - 1);
            var span = TextSpan.FromBounds(PositionOf(start), Math.Max(PositionOf(start), PositionOf(end)));
            return Location.Create(scalar.Source.Path, span, new LinePositionSpan(start, end < start ? start : end));
        }

        private int PositionOf(LinePosition position) =>
            position.Line >= _text.Lines.Count
                ? _text.Length
                : Math.Min(_text.Lines[position.Line].Start + position.Character, _text.Length);
    }
}
