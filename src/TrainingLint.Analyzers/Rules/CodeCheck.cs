using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What a check looks at, and where it says what it found. What several checks look for is gathered once.</summary>
internal sealed class CheckContext
{
    private readonly HashSet<(string Rule, Location Place)> _said = [];
    private readonly Action<CodeFinding> _report;
    private HashSet<string>? _vocabulary;
    private bool _callsUnknown;
    private IInvocationOperation[]? _calls;
    private IInvocationOperation[]? _optimizerSteps;
    private IOperation[]? _optimizers;
    private IOperation[]? _schedulers;
    private IReadOnlyList<TrainingRun>? _runs;

    public CheckContext(CodeUnit unit, TorchSymbols torch, ValueTracer values, Action<CodeFinding> report) =>
        (Unit, Torch, Values, _report) = (unit, torch, values, report);

    /// <summary>The type, with what it hands its objects to.</summary>
    public CodeUnit Unit { get; }

    /// <summary>TorchSharp.</summary>
    public TorchSymbols Torch { get; }

    /// <summary>Follows expressions back to constants.</summary>
    public ValueTracer Values { get; }

    /// <summary>Takes a finding.</summary>
    public void Report(CodeFinding finding)
    {
        _said.Add((finding.Rule.Id, finding.Location));
        _report(finding);
    }

    /// <summary>Takes a finding about a place of which the same rule has said nothing yet.</summary>
    public void ReportOnce(CodeFinding finding)
    {
        if (!_said.Contains((finding.Rule.Id, finding.Location)))
        {
            Report(finding);
        }
    }

    /// <summary>Takes a finding about code that throws, unless that is what a test expects of it.</summary>
    public void ReportFailing(IOperation operation, CodeFinding finding)
    {
        if (!operation.IsExpectedToThrow())
        {
            Report(finding);
        }
    }

    /// <summary>The calls that are written in the type itself.</summary>
    public IInvocationOperation[] Calls => _calls ??= Unit.CallsAndCreations.OfType<IInvocationOperation>().ToArray();

    /// <summary>The steps of optimizers among <see cref="Calls"/>.</summary>
    public IInvocationOperation[] OptimizerSteps => _optimizerSteps ??= Array.FindAll(Calls, Torch.IsOptimizerStep);

    /// <summary>The optimizers that the type itself creates.</summary>
    public IOperation[] Optimizers =>
        _optimizers ??= Array.FindAll(Unit.CallsAndCreations, operation => Torch.OptimizerCreatedBy(operation) is not null);

    /// <summary>The schedulers that the type itself creates.</summary>
    public IOperation[] Schedulers => _schedulers ??= Array.FindAll(Unit.CallsAndCreations, Torch.CreatesScheduler);

    /// <summary>The trainings that begin in the type, through all that they run.</summary>
    public IReadOnlyList<TrainingRun> Runs => _runs ??= TrainingRun.Of(this);

    /// <summary>The models whose parameters were handed to an optimizer.</summary>
    public IEnumerable<ISymbol> TrainedModels => Unit.LinkedCallsAndCreations
        .Where(operation => Torch.OptimizerCreatedBy(operation) is not null)
        .SelectMany(Unit.Names.ModelsIn)
        .Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>True when the type, or a member that it hands its objects to, calls or creates something by one of these names.</summary>
    public bool Mentions(string[] names)
    {
        _vocabulary ??= Vocabulary();
        if (_callsUnknown)
        {
            return true;
        }

        foreach (var name in names)
        {
            if (_vocabulary.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when both expressions name the same object.</summary>
    public bool AreSame(IOperation? left, IOperation? right) =>
        Unit.Names.EntityOf(left) is { } entity && SymbolEqualityComparer.Default.Equals(entity, Unit.Names.EntityOf(right));

    /// <summary>True when a region hands an optimizer or a model to code that cannot be seen.</summary>
    public bool LosesSight(IEnumerable<IOperation> region) => Unit.IsCutOff || region.Any(operation => operation switch
    {
        IInvocationOperation call when !Torch.IsOfTorch(call.TargetMethod.ContainingType) && Unit.BodyOf(call.TargetMethod) is null =>
            call.TargetMethod.MethodKind == MethodKind.DelegateInvoke ? Values.DelegateOf(call) is null : call.Arguments.Any(argument =>
                argument.Value.Unwrapped().Type is { } type && (type.DerivesFrom(Torch.Optimizer) || type.DerivesFrom(Torch.Module))),
        IDynamicInvocationOperation or IInvalidOperation => true,
        _ => false,
    });

    private HashSet<string> Vocabulary()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in Unit.LinkedCallsAndCreations)
        {
            switch (operation)
            {
                case IInvocationOperation call:
                    words.Add(call.TargetMethod.Name);
                    words.Add(call.Type?.Name ?? "");
                    words.Add(call.Receiver()?.Type?.Name ?? "");
                    AddNamesIn(call.TargetMethod, words);
                    break;
                case IObjectCreationOperation { Type: { } type }:
                    words.Add(type.Name);
                    break;
            }
        }

        return words;
    }

    // What a helper of another type mentions may be what a check is about; its text says so without being bound. What a delegate holds
    // may mention anything.
    private void AddNamesIn(IMethodSymbol called, HashSet<string> words)
    {
        _callsUnknown |= called.MethodKind == MethodKind.DelegateInvoke;
        if (called.DeclaringSyntaxReferences.Length == 0 || Unit.IsLinked(called))
        {
            return;
        }

        foreach (var declared in Unit.Run(called).DeclaringSyntaxReferences)
        {
            foreach (var token in declared.GetSyntax(Unit.Cancellation).DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    words.Add(token.ValueText);
                }
            }
        }
    }
}

/// <summary>
/// The part of a code rule that looks at operations. Checks hold no state and never throw. A compiler lives for a few seconds and
/// compiles what it runs of a check first, so a check names what must be called or created before it has anything to say, and its
/// rule is made only for a finding.
/// </summary>
/// <param name="triggers">Methods and types of which one must occur; none where the check looks for something else.</param>
internal abstract class CodeCheck(params string[] triggers)
{
    private Rule? _rule;

    /// <summary>The rule as the rule book has it.</summary>
    public RuleInfo Rule => Known.Info;

    /// <summary>True when the check holds in test projects too.</summary>
    public bool IsSure => Known is CodeRule { IsSure: true };

    private Rule Known => _rule ??= MakeRule();

    /// <summary>True when a type mentions what the check is about.</summary>
    public bool Concerns(CheckContext context) => triggers.Length == 0 || context.Mentions(triggers) || context.Runs.Count > 0;

    /// <summary>Reports what is wrong in a type.</summary>
    public abstract void Check(CheckContext context);

    /// <summary>The rule that the check belongs to.</summary>
    protected abstract Rule MakeRule();

    /// <summary>A finding at an operation.</summary>
    protected CodeFinding At(IOperation operation, string message, Severity? severity = null) => At(operation.Syntax, message, severity);

    /// <summary>A finding at a piece of syntax.</summary>
    protected CodeFinding At(SyntaxNode syntax, string message, Severity? severity = null) => At(syntax.GetLocation(), message, severity);

    /// <summary>A finding where a value is written.</summary>
    protected CodeFinding At(Location place, string message, Severity? severity = null) =>
        new(Rule, place, message, severity ?? Rule.Severity);

    /// <summary>A finding that a code fix can mend by writing an argument.</summary>
    protected CodeFinding WithArgument(IOperation operation, string message, string argument) =>
        At(operation, message) with { Properties = ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.Argument, argument) };
}

/// <summary>The check of a rule.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
/// <param name="triggers">Methods and types of which one must occur; none where the check looks for something else.</param>
internal abstract class CodeCheck<TRule>(params string[] triggers) : CodeCheck(triggers)
    where TRule : Rule, new()
{
    protected sealed override Rule MakeRule() => new TRule();
}
