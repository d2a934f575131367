using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>Assignments to names and to parts of objects, and the methods by which config objects take settings in.</summary>
internal sealed class PythonAssignments(IReadOnlyList<PythonToken> tokens, PythonNodes nodes, PythonExpressions expressions,
    PythonBlocks blocks)
{
    private static readonly string[] Augmented = ["+=", "-=", "*=", "/=", "//=", "**=", "%=", "|=", "&=", "^=", ">>=", "<<=", "@="];

    private static readonly string[] LazyParts = ["optimizer", "train", "dataloader", "model", "lr_multiplier"];

    /// <summary>Reads a statement that assigns; false when it does not.</summary>
    public bool Read(int start, int end)
    {
        var marks = TopLevel(start, end).Where(i => tokens[i].Kind == PythonTokenKind.Operator).ToArray();
        if (Array.Find(marks, i => Augmented.Contains(tokens[i].Text)) is var augmented and > 0)
        {
            Put(start, augmented, null);
            return true;
        }

        var equals = Array.FindAll(marks, i => tokens[i].Text == "=");
        if (equals.Length == 0)
        {
            return Array.Exists(marks, i => tokens[i].Text == ":" && i == start + 1);
        }

        var last = equals[equals.Length - 1];
        var value = Value(last + 1);
        if ((equals.Length == 2 && value is MappingNode made && Share(start, equals[0], last, made))
            || (equals.Length == 1 && Rename(start, last, end)))
        {
            return true;
        }

        var from = start;
        foreach (var sign in equals)
        {
            Put(from, sign, value);
            from = sign + 1;
        }

        return true;
    }

    /// <summary>Methods of config objects that are settings: <c>cfg.merge_from_list([...])</c>, <c>cfg.update({...})</c>.</summary>
    public void Apply(PythonCall call)
    {
        if (call.Last is not ("merge_from_file" or "merge_from_list" or "merge_from_other_cfg" or "update") || ObjectAt(call.Receiver) is not { } target)
        {
            return;
        }

        var argument = call.Node["0"] ?? call.Node["cfg_filename"];
        if (call.Last == "merge_from_list" && argument is SequenceNode { Items.Count: > 0 } list && list.Items.Count % 2 == 0)
        {
            SetPairs(target, list);
        }
        else if (call.Last == "update" && argument is null or MappingNode { Tag: null })
        {
            foreach (var entry in ((argument as MappingNode)?.Entries
                ?? call.Node.Entries).Where(entry => !char.IsDigit(entry.Key.Text.FirstOrDefault())))
            {
                blocks.Assign(target, [entry.Key], entry.Value);
            }
        }
        else if (call.Last != "update" && argument is not null)
        {
            target.MergedFiles.Add(argument);
        }
    }

    private void SetPairs(PythonObject target, SequenceNode list)
    {
        for (var i = 0; i < list.Items.Count; i += 2)
        {
            if (list.Items[i] is ScalarNode { Style: ScalarStyle.Quoted } name)
            {
                blocks.Assign(target,
                    [.. name.Text.Split('.').Select(part => new ScalarNode(name.Source, name.Span, null, part, ScalarStyle.Plain))],
                    list.Items[i + 1]);
            }
        }
    }

    private PythonObject? ObjectAt(string name)
    {
        if (name.Length == 0 || name.IndexOf('.') >= 0)
        {
            return null;
        }

        return blocks.Scope.Find(name) switch
        {
            PythonObject built => built,
            MappingNode mapping => Build(name, mapping),
            _ => null,
        };
    }

    // config.optim = optim = ConfigDict(): what is assigned to the name from here on is a part of the object.
    private bool Share(int start, int first, int last, MappingNode made)
    {
        var (one, other) = (Target(start, first), Target(first + 1, last));
        var (path, name) = one?.Count > 1 ? (one, other) : (other, one);
        if (path is not { Count: > 1 } || name is not { Count: 1 } || Owner(path[0].Text) is not { } owner)
        {
            return false;
        }

        var part = new PythonObject(name[0].Text, made);
        owner.Share([.. path.Skip(1)], part);
        blocks.Scope.Keys[name[0].Text] = name[0];
        blocks.Assign(name[0].Text, part);
        return true;
    }

    // training = config.training: the name stands for the part, where the part is more than a value.
    private bool Rename(int start, int sign, int end)
    {
        if (Target(start, sign) is not { Count: 1 } name || Target(sign + 1, end) is not { Count: > 1 } path
            || blocks.Scope.Find(path[0].Text) is not PythonObject owner || owner.PartAt([.. path.Skip(1)]) is not { } part)
        {
            return false;
        }

        blocks.Scope.Keys[name[0].Text] = name[0];
        blocks.Assign(name[0].Text, part);
        return true;
    }

    private PythonObject? Owner(string name) => blocks.Scope.Find(name) switch
    {
        PythonObject built => built,
        MappingNode mapping => Build(name, mapping),
        _ => null,
    };

    // The value of the last sign; null where it is not understood.
    private ConfigNode? Value(int at)
    {
        expressions.At = at;
        try
        {
            return expressions.ReadList();
        }
        catch (PythonSyntaxException)
        {
            return null;
        }
    }

    private IEnumerable<int> TopLevel(int start, int end)
    {
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth += tokens[i].Is("(") || tokens[i].Is("[") || tokens[i].Is("{") ? 1 : tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}") ? -1 : 0;
            if (depth == 0)
            {
                if (tokens[i].Is("lambda"))
                {
                    yield break;
                }

                yield return i;
            }
        }
    }

    private void Put(int start, int end, ConfigNode? value)
    {
        var commas = TopLevel(start, end).Where(i => tokens[i].Is(",")).ToArray();
        if (commas.Length > 0)
        {
            var from = start;
            foreach (var (stop, index) in commas.Append(end).Select((stop, index) => (stop, index)))
            {
                PutOne(from, stop, value is SequenceNode items && items.Items.Count == commas.Length + 1 ? items.Items[index] : null);
                from = stop + 1;
            }

            return;
        }

        PutOne(start, end, value);
    }

    private void PutOne(int start, int end, ConfigNode? value)
    {
        if (Target(start, end) is not { Count: > 0 } path)
        {
            return;
        }

        var name = path[0].Text;
        if (path.Count == 1)
        {
            // A second name for an object that is still being built.
            var isAlias = end + 2 < tokens.Count && tokens[end + 2].Kind == PythonTokenKind.NewLine
                && blocks.Scope.Find(tokens[end + 1].Text) is PythonObject;
            blocks.Scope.Keys[name] = path[0];
            blocks.Assign(name, isAlias ? blocks.Scope.Find(tokens[end + 1].Text) : value);
            return;
        }

        if (LazyPart(name) is { } lazy)
        {
            blocks.Scope.Keys[name] = path[0];
            var built = Build(name, nodes.Mapping([Rest(tokens[start])], lazy, tokens[start].Start, tokens[start].End));
            blocks.Assign(built, [.. path.Skip(1)], value ?? nodes.Unknown(tokens[start].Start, tokens[end - 1].End));
            return;
        }

        if (name == "self" && path.Count == 2 && ClassOfSettings() is { } owner)
        {
            blocks.AssignOnce(owner, path[1], value);
            return;
        }

        if (name is "self" or "cls" || (expressions.Imports.ContainsKey(name) && blocks.Scope.Find(name) is null && !LooksLikeConfig(name)))
        {
            return;
        }

        // A list or number has no parts that settings would hold.
        if (blocks.Scope.Find(name) is SequenceNode or ScalarNode)
        {
            return;
        }

        var target = blocks.Scope.Find(name) switch
        {
            PythonObject built => built,
            MappingNode mapping => Build(name, mapping),
            _ => Build(name, nodes.Mapping([Rest(tokens[start])], null, tokens[start].Start, tokens[start].End)),
        };
        if (!blocks.Scope.Keys.ContainsKey(name))
        {
            blocks.Scope.Keys[name] = path[0];
        }

        blocks.Assign(target, [.. path.Skip(1)], value ?? nodes.Unknown(tokens[start].Start, tokens[end - 1].End));
    }

    private MappingEntry Rest(PythonToken at) => new(nodes.Key(PythonFormat.Rest, at.Start, at.Start), nodes.Unknown(at.Start, at.End));

    // The parts of a lazy config (detectron2, detrex), taken from another file and changed: what else they hold is not seen.
    // from .common.optim import SGD as optimizer and get_config("common/optim.py").AdamW say in their names what is built.
    private string? LazyPart(string name)
    {
        if (blocks.Scope.Kind != PythonScopeKind.Module || Array.IndexOf(LazyParts, name) < 0
            || blocks.Scope.Find(name) is PythonObject or MappingNode or SequenceNode)
        {
            return null;
        }

        var origin = expressions.Imports.TryGetValue(name, out var full) && full.StartsWith(".", StringComparison.Ordinal) ? full
            : blocks.Scope.Find(name) is ScalarNode { Tag: NodeTags.Unknown, Text: { } text }
                && text.IndexOf("get_config(", StringComparison.Ordinal) >= 0 ? text
            : null;
        return origin is null ? null : NodeTags.Call + DottedName.Last(origin);
    }

    private PythonObject Build(string name, MappingNode start)
    {
        var built = new PythonObject(name, start);
        var owner = blocks.Scope;
        while (!owner.Has(name) && owner.Parent is { } parent)
        {
            owner = parent;
        }

        owner = owner.Has(name) ? owner : blocks.Scope;
        owner.Set(name, built);
        owner.Objects.Add(built);
        return built;
    }

    // class Config: def __init__(self): self.lr = 1e-4
    private PythonScope? ClassOfSettings() =>
        blocks.Scope is { Kind: PythonScopeKind.Function, Name: "__init__", Parent: { Kind: PythonScopeKind.Class } owner }
            && SettingNames.IsOfSettings(owner.Name) ? owner : null;

    private static bool LooksLikeConfig(string name) =>
        name.IndexOf("cfg", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("config", StringComparison.OrdinalIgnoreCase) >= 0;

    // a, a.b["c"], a: int; null for anything else.
    private List<ScalarNode>? Target(int start, int end)
    {
        var path = new List<ScalarNode>();
        for (var i = start; i < end; i++)
        {
            var token = tokens[i];
            if (token.Kind == PythonTokenKind.Name && (i == start || tokens[i - 1].Is(".")))
            {
                path.Add(nodes.Key(token));
            }
            else if (token.Is("[") && i + 2 < end && tokens[i + 1].Kind == PythonTokenKind.String && tokens[i + 2].Is("]") && path.Count > 0)
            {
                path.Add(nodes.Key(tokens[i + 1]));
                i += 2;
            }
            else if (token.Is(":") && path.Count == 1)
            {
                return path;
            }
            else if (!token.Is(".") || path.Count == 0)
            {
                return null;
            }
        }

        return path;
    }
}
