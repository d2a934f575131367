using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>The blocks that are open at a statement, by their indentation: scopes of names, conditions, and plain ones.</summary>
internal sealed class PythonBlocks
{
    private readonly Stack<Block> _open = new();
    private readonly PythonProgram _program;

    public PythonBlocks(PythonProgram program)
    {
        _program = program;
        _open.Push(new Block(-1, program.Module, false, false));
        program.Scopes.Add(program.Module);
    }

    /// <summary>The scope of the current statement.</summary>
    public PythonScope Scope => _open.Peek().Scope;

    /// <summary>The innermost loop around the current statement in its function.</summary>
    public PythonLoop? Loop => _open.Peek().Loop;

    /// <summary>True in a block that imports base files.</summary>
    public bool InBases => _open.Peek().IsBases;

    /// <summary>Closes the blocks that a statement with this indentation does not belong to.</summary>
    public void CloseTo(int indent)
    {
        while (_open.Count > 1 && indent <= _open.Peek().Indent)
        {
            Close();
        }
    }

    public void CloseAll() => CloseTo(int.MinValue);

    public void Open(int indent, PythonScope scope)
    {
        _program.Scopes.Add(scope);
        _open.Push(new Block(indent, scope, false, false));
    }

    public void Open(int indent, bool isConditional, bool isBases) =>
        _open.Push(new Block(indent, Scope, isConditional, isBases) { Loop = Loop });

    /// <summary>Says that the block that was opened last is the body of a loop.</summary>
    public void Enter(PythonLoop loop) => _open.Peek().Loop = loop;

    /// <summary>Gives a name a value, up to the end of a condition around it.</summary>
    public void Assign(string name, object? value)
    {
        Scope.Set(name, value);
        if (Condition is { } condition)
        {
            condition.Names.Add(name);
        }
    }

    /// <summary>Gives a part of an object a value, up to the end of a condition around it.</summary>
    public void Assign(PythonObject target, IReadOnlyList<ScalarNode> path, ConfigNode value)
    {
        target.Set(path, value);
        if (Condition is { } condition)
        {
            condition.Parts.Add((target, path));
        }
    }

    /// <summary>Gives an attribute of a class a value; a second one, or one under a condition, leaves it open.</summary>
    public void AssignOnce(PythonScope owner, ScalarNode name, ConfigNode? value)
    {
        var isOpen = owner.Has(name.Text) || Condition is not null;
        owner.Set(name.Text, isOpen ? null : value);
        owner.Keys[name.Text] = name;
    }

    private Block? Condition => _open.TakeWhile(block => block.Scope == Scope).FirstOrDefault(block => block.IsConditional);

    private void Close()
    {
        var closed = _open.Pop();
        if (!closed.IsConditional)
        {
            return;
        }

        foreach (var name in closed.Names)
        {
            Assign(name, null);
        }

        foreach (var (target, path) in closed.Parts)
        {
            var key = path[path.Count - 1];
            Assign(target, path, new ScalarNode(key.Source, key.Span, NodeTags.Unknown, key.Text, ScalarStyle.Plain));
        }
    }

    private sealed class Block(int indent, PythonScope scope, bool isConditional, bool isBases)
    {
        public int Indent { get; } = indent;

        public PythonScope Scope { get; } = scope;

        public bool IsConditional { get; } = isConditional;

        public bool IsBases { get; } = isBases;

        public PythonLoop? Loop { get; set; }

        public List<string> Names { get; } = [];

        public List<(PythonObject Target, IReadOnlyList<ScalarNode> Path)> Parts { get; } = [];
    }
}
