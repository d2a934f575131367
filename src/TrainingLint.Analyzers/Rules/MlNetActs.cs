using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// What a program does with its data: each fit, and each evaluation. A helper that several call does it once for each of them.
/// </summary>
internal sealed class MlNetActs
{
    // Clusters and forecasts are often judged on the data that they were made from.
    private static readonly string[] Judged = ["BinaryClassificationCatalog", "MulticlassClassificationCatalog", "RegressionCatalog",
        "RankingCatalog"];

    private static readonly string[] Judging = ["Evaluate", "EvaluateNonCalibrated"];

    private readonly CodeUnit _unit;
    private IReadOnlyList<Evaluation>? _everywhere;

    public MlNetActs(CodeUnit unit)
    {
        _unit = unit;
        Data = new MlNetData(unit);
    }

    /// <summary>A look at what a model makes of some rows.</summary>
    /// <param name="Call">The call of <c>Evaluate</c>.</param>
    /// <param name="Site">Where it is asked for: the call itself, or that of the helper around it.</param>
    /// <param name="Scored">The rows; null where they cannot be told.</param>
    /// <param name="Fitted">The rows that the model was fitted on; null where they cannot be told.</param>
    internal sealed record Evaluation(IInvocationOperation Call, IOperation Site, MlNetData.Rows? Scored, MlNetData.Rows? Fitted);

    /// <summary>The rows of data views.</summary>
    public MlNetData Data { get; }

    /// <summary>True for a call that judges what a model predicts.</summary>
    public static bool IsEvaluation(IInvocationOperation call) =>
        call.TargetMethod.Name is "Evaluate" or "EvaluateNonCalibrated" && MlNetPipelines.IsOfMlNet(call)
        && System.Array.IndexOf(Judged, call.TargetMethod.ContainingType.Name) >= 0;

    /// <summary>The evaluations of the type itself.</summary>
    public IEnumerable<Evaluation> Own() => _unit.CallsAndCreations.OfType<IInvocationOperation>().Where(IsEvaluation).SelectMany(Of);

    /// <summary>The evaluations of the whole program.</summary>
    public IReadOnlyList<Evaluation> Everywhere() => _everywhere ??= [.. Judging
        .SelectMany(name => _unit.Libraries.Uses.InvocationsNamed(name, _unit.Cancellation)).Where(IsEvaluation).SelectMany(Of)];

    /// <summary>An evaluation, once for each way that leads to it.</summary>
    public IReadOnlyList<Evaluation> Of(IInvocationOperation call)
    {
        var found = new List<Evaluation>();
        if (call.Argument("data")?.Value is { } data)
        {
            _unit.Values.ForEachWay(() => Read(call, data, path: null), site =>
                found.Add(Read(call, data, path: null) with { Site = site ?? call }));
        }

        return found;
    }

    /// <summary>An evaluation that a search came to by certain calls.</summary>
    public Evaluation Read(IInvocationOperation call, IOperation data, CallPath? path)
    {
        var scored = data.Behind(_unit, path);
        if (scored.Value is not IInvocationOperation { TargetMethod.Name: "Transform", Arguments.Length: 1 } transform)
        {
            return new Evaluation(call, call, null, null);
        }

        var fitted = transform.Receiver() is { } model && FitOf(model, scored.Path) is { Value: IInvocationOperation fit } found
            ? Data.Of(fit.Arguments[0].Value, found.Path)
            : null;
        return new Evaluation(call, call, Data.Of(transform.Arguments[0].Value, scored.Path), fitted);
    }

    /// <summary>The fit that a model comes from; null where it cannot be told.</summary>
    public ValueSource? FitOf(IOperation model, CallPath? path) => model.Behind(_unit, path) is { } source
        && source.Value is IInvocationOperation { TargetMethod.Name: "Fit", Arguments.Length: > 0 } fit && MlNetPipelines.IsOfMlNet(fit)
            ? source
            : null;
}
