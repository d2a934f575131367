using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.KeyTables;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// Holds the keys of a document to the table of its framework: those that it does not have, and those that it no longer wants.
/// Only of a complete table follows that a key is unknown; elsewhere a slip of a known one is looked for.
/// </summary>
internal sealed class TableKeys
{
    private readonly Dialect _dialect;
    private readonly KeyTable _table;
    private readonly ConfigView _config;
    private readonly bool _isOpened;
    private readonly ICollection<Observation> _observations;
    private readonly HashSet<string> _seen;

    private TableKeys(Dialect dialect, KeyTable table, ConfigView config, ICollection<Observation> observations)
    {
        _dialect = dialect;
        _table = table;
        _config = config;
        _isOpened = table.Head.OpenedBy.Any(config.Has);
        _observations = observations;
        _seen = new HashSet<string>(observations.Where(one => one is MisspeltKeyObservation or WithoutEffectObservation)
            .Select(one => one.Key!), StringComparer.Ordinal);
    }

    /// <summary>Notes what the table of a dialect says of the keys that a document writes; nothing without a table.</summary>
    public static void Observe(Dialect dialect, ConfigView config, ICollection<Observation> observations)
    {
        if (config.Root.Command is not null || KeyTable.Of(dialect.TableName) is not { } table)
        {
            return;
        }

        var reader = new TableKeys(dialect, table, config, observations);
        foreach (var scope in dialect.KeyScopes(config).Distinct(StringComparer.Ordinal))
        {
            if ((scope.Length == 0 ? config.Root : config.Mapping(scope)) is { } mapping)
            {
                reader.Walk(mapping, table.Root, scope, isOpen: false);
            }
        }
    }

    // Below a mapping that takes any key, whole subtrees are the file's own: loaders that check hold nothing against them.
    private void Walk(MappingNode mapping, KeyTable.Level level, string path, bool isOpen)
    {
        foreach (var entry in mapping.Written)
        {
            var full = Join(path, entry.Key.Text);
            if (level.Find(entry.Key.Text) is { } known)
            {
                NoteGone(entry, known, full);
                Descend(entry.Value, known, full, isOpen || known.Key is { IsOpen: true });
            }
            else if (!isOpen && !level.IsOpen && !_dialect.KnownKeys.Contains(entry.Key.Text) && _seen.Add(full))
            {
                NoteUnknown(mapping, entry, level, path, full);
            }
        }
    }

    private void Descend(ConfigNode value, KeyTable.Level level, string path, bool isOpen)
    {
        if (value is MappingNode mapping && level.Inner.Count > 0)
        {
            Walk(mapping, level, path, isOpen);
        }
        else if (value is SequenceNode sequence && level.Find("*") is { Inner.Count: > 0 } element)
        {
            for (var i = 0; i < sequence.Items.Count; i++)
            {
                Descend(sequence.Items[i], element, Join(path, i.ToString(CultureInfo.InvariantCulture)), isOpen);
            }
        }
    }

    private void NoteGone(MappingEntry entry, KeyTable.Level known, string path)
    {
        if (known.Key is { Outdated: { } outdated } key && (key.IsGone || (key.IsOlder && _table.Head.IsCompleteAt(path)))
            && IsSet(entry.Value) && _seen.Add(path))
        {
            var written = entry.Key.Text + (entry.Value is ScalarNode scalar ? ": " + scalar.Text : "");
            _observations.Add(new WithoutEffectObservation(
                entry.Key.Place, path, written, "the key " + outdated + ", as of " + _table.Head.Source, Severity.Info));
        }
    }

    private static bool IsSet(ConfigNode value) => value is not ScalarNode scalar
        || scalar.Text.ToLowerInvariant() is not ("" or "null" or "~" or "none" or "false");

    private void NoteUnknown(MappingNode mapping, MappingEntry entry, KeyTable.Level level, string path, string full)
    {
        var written = entry.Key.Text;
        var meant = written.Length < MisspeltKeys.ShortestKey ? null
            : level.Inner.Where(inner => inner.Key is { Outdated: null } && !mapping.Has(inner.Name) && IsSlip(written, inner.Name)
                && (_table.Head.IsCompleteAt(path) || !IsPlural(written, inner.Name)))
            .Select(inner => inner.Name).FirstOrDefault();

        // Nothing is lost with a key that holds nothing.
        var place = meant is null ? PlaceOf(written) : null;
        var isForeign = _table.Head.IsCompleteAt(path) || (place is not null && IsEmptySeat(place, written));
        if (meant is null && (_isOpened || !isForeign || !IsSet(entry.Value)))
        {
            return;
        }

        var treatment = _dialect.UnknownKeysAt(path);
        _observations.Add(new MisspeltKeyObservation(entry.Key.Place, full, written, meant ?? "", MisspeltKeys.Consequence(treatment))
        {
            Framework = _dialect.Framework,
            IsRefused = treatment is UnknownKeys.Refused or UnknownKeys.PassedOn,
            Table = _table.Head.Source,
            Belongs = place,
        });
    }

    // Relatives of a framework have keys of their own (MODEL.WEIGHT of maskrcnn-benchmark, MODEL.WEIGHTS of detectron2).
    private static bool IsPlural(string written, string known) => (written.Length < known.Length ? written : known) is var shorter
        && string.Equals(shorter + "s", written.Length < known.Length ? known : written, StringComparison.OrdinalIgnoreCase);

    private static bool IsSlip(string written, string known) => MisspeltKeys.IsOneSlip(written, known)
        || Slip.IsCaseOrSeparator(written, known);

    // The one other place of a key with this name; short names stand for many things.
    private string? PlaceOf(string name)
    {
        var places = name.Length < MisspeltKeys.ShortestKey ? [] : _table.Keys.Where(key => key.Outdated is null && key.Name == name)
            .Take(2).ToArray();
        return places.Length == 1 ? places[0].Path : null;
    }

    // Where keys of a project's own may stand, one of the framework's is misplaced if the section that wants it is there without it.
    // What a recipe reads is looked for elsewhere (MisplacedSettings).
    private bool IsEmptySeat(string place, string name)
    {
        var dot = place.LastIndexOf('.');
        return place.IndexOf('*') < 0 && dot > 0 && _config.Mapping(place.Substring(0, dot)) is { } section && !section.Has(name)
            && !_dialect.Table.Any(row => row.Paths.Contains(place));
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
