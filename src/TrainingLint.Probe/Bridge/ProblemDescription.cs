using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Probe.Bridge;

/// <summary>What a child process says about its problem.</summary>
internal sealed record ProblemDescription
{
    public required string Name { get; init; }

    public required bool IsSingle { get; init; }

    public required int ParameterCount { get; init; }

    public required int SampleCount { get; init; }

    public required IReadOnlyList<ParameterTensor> Tensors { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public bool OffersProducts { get; init; }

    public bool OffersPredictions { get; init; }

    public bool OffersHeldOutLoss { get; init; }

    /// <summary>Bytes of one number in the shared memory.</summary>
    public int NumberSize => IsSingle ? sizeof(float) : sizeof(double);

    /// <summary>Relative rounding of one number.</summary>
    public double Rounding => IsSingle ? 1.2e-7 : 2.2e-16;

    /// <summary>Reads an answer to 'describe'.</summary>
    /// <exception cref="BridgeException">It lacks something or contradicts itself.</exception>
    public static ProblemDescription Read(JsonElement answer)
    {
        var protocol = Whole(answer, "protocol", least: 0);
        if (protocol != BridgeClient.Protocol)
        {
            throw Wrong(FormattableString.Invariant($"the child speaks protocol {protocol}, but this program speaks {BridgeClient.Protocol}; write the bridge out again with --write-bridge"));
        }

        var precision = Text(answer, "precision");
        var offers = Texts(answer, "offers");
        var description = new ProblemDescription
        {
            Name = Text(answer, "name"),
            IsSingle = precision switch { "float32" => true, "float64" => false, _ => throw Wrong($"'precision' is '{precision}'; it should be float32 or float64") },
            ParameterCount = Whole(answer, "parameters", least: 1),
            SampleCount = Whole(answer, "samples", least: 1),
            Tensors = TensorsOf(answer),
            Notes = Texts(answer, "notes"),
            OffersProducts = offers.Contains("products"),
            OffersPredictions = offers.Contains("predict"),
            OffersHeldOutLoss = offers.Contains("heldOutLoss"),
        };
        description.RequireThatTensorsFillTheVector();
        return description;
    }

    private void RequireThatTensorsFillTheVector()
    {
        var sum = 0L;
        foreach (var tensor in Tensors)
        {
            sum += tensor.Count;
        }

        if (sum != ParameterCount)
        {
            throw Wrong(FormattableString.Invariant($"'tensors' hold {sum} numbers, but 'parameters' is {ParameterCount}"));
        }
    }

    private static List<ParameterTensor> TensorsOf(JsonElement answer)
    {
        var tensors = new List<ParameterTensor>();
        foreach (var item in Member(answer, "tensors", JsonValueKind.Array).EnumerateArray())
        {
            var shape = new List<int>();
            foreach (var dimension in Member(item, "shape", JsonValueKind.Array).EnumerateArray())
            {
                shape.Add(dimension.ValueKind == JsonValueKind.Number && dimension.TryGetInt32(out var length) && length >= 0
                    ? length
                    : throw Wrong("a dimension in 'shape' is no whole number from 0"));
            }

            var name = Text(item, "name");
            if (shape.Aggregate(1.0, (count, length) => count * length) > int.MaxValue)
            {
                throw Wrong($"'{name}' is too large");
            }

            tensors.Add(new ParameterTensor(name, shape));
        }

        return tensors;
    }

    private static int Whole(JsonElement from, string name, int least) =>
        Member(from, name, JsonValueKind.Number).TryGetInt32(out var value) && value >= least ? value
            : throw Wrong(FormattableString.Invariant($"'{name}' is {from.GetProperty(name).GetRawText()}; it should be a whole number from {least}"));

    private static string Text(JsonElement from, string name) => Member(from, name, JsonValueKind.String).GetString()!;

    private static List<string> Texts(JsonElement from, string name)
    {
        var texts = new List<string>();
        foreach (var item in Member(from, name, JsonValueKind.Array).EnumerateArray())
        {
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong($"'{name}' should hold texts only"));
        }

        return texts;
    }

    private static JsonElement Member(JsonElement from, string name, JsonValueKind kind) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw Wrong($"'{name}' is missing or no {kind.ToString().ToLowerInvariant()}");

    private static BridgeException Wrong(string message) => new(BridgeFailure.Protocol, "the answer to 'describe' is wrong: " + message);
}
