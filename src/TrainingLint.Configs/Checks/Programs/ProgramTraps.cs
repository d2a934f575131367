using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Checks.Traps;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Notes the facts that hold of a program: of its calls, with the names of their modules resolved, and of its statements.</summary>
internal sealed class ProgramTraps
{
    private readonly TrainingProgram _program;
    private readonly (string Name, RecipeScope Scope, MappingNode Node)[] _calls;

    private ProgramTraps(TrainingProgram program, TrapFile[] files)
    {
        _program = program;
        var heirs = Heirs(program);
        _calls = [.. program.Calls.Calls.Select(call => Read(call, heirs, files))];
    }

    public static void Observe(TrainingProgram program)
    {
        var files = TrapFiles.OfProgram(program.Outline.Text).ToArray();
        if (files.Length == 0)
        {
            return;
        }

        var facts = new ProgramTraps(program, [.. files.Select(file => file.File)]);
        foreach (var (file, modules) in files)
        {
            foreach (var fact in file.Programs.Where(facts.MayHold))
            {
                facts.Note(fact, modules);
            }
        }
    }

    private bool MayHold(ProgramTrap fact) => fact.Mentions.All(text => _program.Outline.Mentions(text))
        && (fact.MentionsAny.Count == 0 || _program.Outline.Mentions([.. fact.MentionsAny]))
        && !_program.Outline.Mentions([.. fact.Lacks])
        && fact.With.All(other => _calls.Any(call => other.IsNamed(call.Name) && other.Holds(call.Scope)))
        && !fact.Without.Any(other => _calls.Any(call => other.IsNamed(call.Name) && other.When.Holds(call.Scope)));

    private void Note(ProgramTrap fact, string[] modules)
    {
        if (fact.Call is { } pattern)
        {
            foreach (var call in _calls.Where(call => pattern.IsNamed(call.Name) && (fact.IsOfObject || IsOf(call.Name, modules))
                && pattern.Holds(call.Scope)
                && IsInside(fact, call.Node.Place.Line)))
            {
                NoteCall(fact, call.Name, call.Node);
            }

            return;
        }

        foreach (var line in _program.Lines.Where(line => fact.Line!.IsMatch(line.Text) && IsInPlace(fact, line)))
        {
            _program.Note(FactOf(fact, line));
        }
    }

    private Observation FactOf(ProgramTrap fact, OutlineLine line) => TrapNotes.Of(_program.Outline.PlaceOf(line), line.Word,
        fact.Found ?? "'" + line.Text + "'", fact.Wanted, fact.Says, fact.Severity);

    // A name of the statement before, such as that of a model, is the same one here.
    private bool IsInPlace(ProgramTrap fact, OutlineLine line) =>
        (fact.In is null || (line.Function is { } function && fact.In.IsMatch(ProgramNames.NameOf(function))))
        && !Around(line).Any(other => fact.LacksInside.Any(text => other.Text.IndexOf(text, StringComparison.Ordinal) >= 0))
        && (fact.After is null
            || Around(line).Any(other => other.Index < line.Index && fact.After.Match(other.Text) is { Success: true } before
            && (fact.Line!.Match(line.Text).Groups["same"] is not { Success: true } same || same.Value == before.Groups["same"].Value)));

    private IEnumerable<OutlineLine> Around(OutlineLine line) =>
        _program.Lines.Where(other => line.Function is null || ReferenceEquals(other.Function, line.Function));

    private void NoteCall(ProgramTrap fact, string name, MappingNode node)
    {
        if (fact.Keys.Count == 0)
        {
            _program.Note(TrapNotes.Of(node.Place, DottedName.Last(name), fact.Found ?? DottedName.Last(name) + "(...)", fact.Wanted,
                fact.Says, fact.Severity));
        }

        foreach (var key in fact.Keys)
        {
            var path = key.Split('.');
            var owner = path.Take(path.Length - 1).Aggregate((MappingNode?)node, (at, part) => at?[part] as MappingNode);
            if (owner?.Find(path[path.Length - 1]) is { } entry)
            {
                _program.Note(TrapNotes.Of(entry, DottedName.Last(name) + "." + key, fact.Found, fact.Wanted, fact.Says, fact.Severity));
            }
        }
    }

    private bool IsInside(ProgramTrap fact, int row) => fact.In is null || _program.Lines.LastOrDefault(line =>
        _program.Outline.PlaceOf(line).Line <= row)?.Function is { } function && fact.In.IsMatch(ProgramNames.NameOf(function));

    // transformers.Trainer; a bare name is one that 'import *' may have brought.
    private bool IsOf(string name, string[] modules) => name.IndexOf('.') is var dot && dot > 0
        ? modules.Contains(name.Substring(0, dot)) || IsClass(name.Substring(0, dot))
        : _program.Outline.Mentions("import *") && _program.Names.Class(name) is null;

    private bool IsClass(string name) => name.Length > 0 && char.IsUpper(name[0]) && _program.Outline.Mentions("import *");

    private (string Name, RecipeScope Scope, MappingNode Node) Read(PythonCall call, Dictionary<string, string> heirs, TrapFile[] files)
    {
        var name = heirs.TryGetValue(call.Name, out var heir) ? heir : call.Name;
        var node = files.Select(file => Parameters(file, name)).FirstOrDefault(found => found is not null) is { } parameters
            ? Named(call.Node, parameters) : call.Node;
        node = WrittenNodes.Of(node, PythonDialect.Language);
        var view = new ConfigView(node.Source, node);
        return (name, new RecipeScope(view, PythonDialect.Language, []), node);
    }

    private static IReadOnlyList<string>? Parameters(TrapFile file, string name) => file.Parameters.TryGetValue(DottedName.Last(name),
        out var found) || file.Parameters.TryGetValue("*." + DottedName.Last(name), out found) ? found : null;

    private static MappingNode Named(MappingNode node, IReadOnlyList<string> parameters) => new(node.Source, node.Span, node.Tag,
        [.. node.Entries.Select(entry => int.TryParse(entry.Key.Text, out var at) && at < parameters.Count
            ? new MappingEntry(new ScalarNode(entry.Key.Source, entry.Value.Span, null, parameters[at], ScalarStyle.Plain), entry.Value)
            : entry)]);

    // class WeightedTrainer(Trainer): what the program builds of it is a Trainer.
    private static Dictionary<string, string> Heirs(TrainingProgram program)
    {
        var heirs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in program.Lines.Where(line => line.Word == "class"))
        {
            var open = line.Text.IndexOf('(');
            var close = open < 0 ? -1 : ProgramText.EndOf(line.Text, open);
            var bases = close < 0 ? [] : ProgramText.Split(line.Text.Substring(open + 1, close - open - 1));
            var name = ProgramNames.NameOf(line);
            if (bases.Count == 1 && ProgramText.IsPath(bases[0]) && !heirs.ContainsKey(name))
            {
                heirs[name] = heirs.TryGetValue(bases[0], out var known) ? known : Imported(program, bases[0]);
            }
        }

        return heirs;
    }

    private static string Imported(TrainingProgram program, string name)
    {
        var import = program.Lines.FirstOrDefault(line => line.Word == "from" && ProgramText.HasWord(line.Text, name)
            && line.Text.StartsWith("from ", StringComparison.Ordinal));
        var end = import?.Text.IndexOf(" import", StringComparison.Ordinal) ?? -1;
        return end > 5 ? import!.Text.Substring(5, end - 5) + "." + name : name;
    }
}
