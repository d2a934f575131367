using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Fixes;

/// <summary>Everything that a loader could see of a file, without its places, as it stands or as edits promise it to be.</summary>
internal sealed class DocumentImage
{
    private readonly Dictionary<(int Line, int Column), FixEdit> _edits = [];
    private readonly HashSet<FixEdit> _made = [];
    private readonly Dictionary<ConfigNode, int> _numbers = [];
    private readonly List<string> _image = [];
    private readonly int _wanted;
    private bool _isAmbiguous;

    public DocumentImage(IReadOnlyCollection<FixEdit> edits)
    {
        foreach (var edit in edits.Where(edit => edit is not RemoveComment))
        {
            var at = (edit.Place.Line, edit.Place.Column);
            _isAmbiguous |= _edits.TryGetValue(at, out var other) && !other.Equals(edit);
            _edits[at] = edit;
        }

        _wanted = _edits.Count;
    }

    /// <summary>True when every edit found the one node that it is about, and no alias carries the change elsewhere.</summary>
    public bool IsComplete => !_isAmbiguous && _made.Count == _wanted;

    public IReadOnlyList<string> Of(ParsedFile parsed)
    {
        foreach (var root in parsed.Roots)
        {
            Add(root);
            _image.Add("---");
        }

        return _image;
    }

    private void Add(ConfigNode node)
    {
        if (_numbers.TryGetValue(node, out var number))
        {
            _isAmbiguous |= EditAt(node) is ReplaceValue;
            _image.Add("*" + number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        _numbers.Add(node, _numbers.Count);
        switch (node)
        {
            case ScalarNode scalar:
                AddScalar(scalar);
                break;
            case SequenceNode sequence:
                _image.Add("[" + node.Tag);
                foreach (var item in sequence.Items)
                {
                    Add(item);
                }

                _image.Add("]");
                break;
            case MappingNode mapping:
                AddMapping(mapping);
                break;
        }
    }

    private void AddScalar(ScalarNode scalar)
    {
        if (EditAt(scalar) is ReplaceValue edit && edit.OldText == scalar.Text)
        {
            _made.Add(edit);
            _image.Add("=Plain::" + edit.NewText);
            return;
        }

        _image.Add("=" + scalar.Style + ":" + scalar.Tag + ":" + scalar.Text);
    }

    private void AddMapping(MappingNode mapping)
    {
        _image.Add("{" + mapping.Tag);
        foreach (var entry in mapping.Written)
        {
            var edit = EditAt(entry.Key);
            if (edit is InsertEntry insertion)
            {
                // The key stands for the new value among the nodes that an alias may point to.
                _made.Add(insertion);
                _image.Add(insertion.Name + ":");
                _image.Add("=Plain::" + insertion.Value);
                _numbers[entry.Key] = _numbers.Count;
            }

            if ((edit ?? (entry.Value is MappingNode ? null : EditAt(entry.Value))) is RemoveEntry removal)
            {
                _made.Add(removal);
                continue;
            }

            if (edit is RenameKey renaming && renaming.OldName == entry.Key.Text)
            {
                _made.Add(renaming);
                _image.Add(renaming.NewName + ":");
            }
            else
            {
                _image.Add(entry.Key.Text + ":" + entry.Key.Tag);
            }

            Add(entry.Value);
        }

        foreach (var merged in mapping.Merged)
        {
            _image.Add("<<");
            Add(merged);
        }

        _image.Add("}");
    }

    private FixEdit? EditAt(ConfigNode node) => _edits.TryGetValue((node.Span.Line, node.Span.Column), out var edit) ? edit : null;
}
