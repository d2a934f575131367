using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Bridge;

/// <summary>This side of the protocol: one method for each command. Used by one thread at a time.</summary>
internal sealed class BridgeClient : IDisposable
{
    /// <summary>Version of the protocol; docs/bridge.md describes it.</summary>
    public const int Protocol = 1;

    private readonly ChildProcess _child;
    private readonly SharedVectors _shared;
    private object? _prepared;
    private bool _isDisposed;

    /// <summary>Starts the child and learns what it offers.</summary>
    /// <exception cref="BridgeException">There is no such program, or it does not answer as it should.</exception>
    public BridgeClient(BridgeOptions options)
    {
        _child = new ChildProcess(options);
        try
        {
            Description = ProblemDescription.Read(Ask("describe", json => json.WriteNumber("protocol", Protocol)));
            _shared = new SharedVectors(Description);
        }
        catch
        {
            _child.Dispose();
            throw;
        }

        try
        {
            Map();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ProblemDescription Description { get; }

    public void Initialise(int seed, Span<double> parameters)
    {
        Require(parameters.Length, Description.ParameterCount);
        Ask("initialise", json => json.WriteNumber("seed", seed));
        _shared.Read(_shared.Offsets.Parameters, parameters);
    }

    public double Loss(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        var wantsGradient = !gradient.IsEmpty;
        Require(gradient.Length, wantsGradient ? Description.ParameterCount : 0);
        Place(parameters, samples);
        var answer = Ask("loss", json =>
        {
            WriteSamples(json, samples);
            json.WriteBoolean("gradient", wantsGradient);
        });
        if (wantsGradient)
        {
            _shared.Read(_shared.Offsets.Gradient, gradient);
        }

        return Number(answer, "loss");
    }

    public double HeldOutLoss(ReadOnlySpan<double> parameters)
    {
        Place(parameters, SampleSet.All(0));
        return Number(Ask("heldOutLoss"), "heldOutLoss");
    }

    /// <summary>Multiplies with the Hessian at a point. The child keeps what belongs to the last point only.</summary>
    /// <param name="key">Stands for the point and its samples.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="vectors">count x n numbers.</param>
    /// <param name="products">Receives count x n numbers.</param>
    /// <param name="count">How many vectors.</param>
    public void Multiply(object key,
        ReadOnlySpan<double> parameters, SampleSet samples, ReadOnlySpan<double> vectors, Span<double> products, int count)
    {
        if (!ReferenceEquals(_prepared, key))
        {
            _prepared = null;
            Place(parameters, samples);
            Ask("prepare", json => WriteSamples(json, samples));
            _prepared = key;
        }

        var n = Description.ParameterCount;
        Require(vectors.Length, count * n);
        Require(products.Length, count * n);
        for (var from = 0; from < count; from += _shared.Width)
        {
            var width = Math.Min(_shared.Width, count - from);
            _shared.Write(_shared.Offsets.Vectors, vectors.Slice(from * n, width * n));
            Ask("products", json => json.WriteNumber("count", width));
            _shared.Read(_shared.Offsets.Products, products.Slice(from * n, width * n));
        }
    }

    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes)
    {
        Place(parameters, samples);
        Ask("predict", json => WriteSamples(json, samples));
        _shared.Classes[..samples.Count].CopyTo(classes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            Ask("shutdown");
        }
        catch (BridgeException)
        {
            // It failed before and was told so, or it ends a little early.
        }

        _child.Dispose();
        _shared.Dispose();
    }

    private void Map()
    {
        try
        {
            Ask("map", json =>
            {
                json.WriteString("path", _shared.Path);
                json.WriteNumber("bytes", _shared.Offsets.End);
                json.WriteNumber("width", _shared.Width);
                json.WriteStartObject("offsets");
                json.WriteNumber("parameters", _shared.Offsets.Parameters);
                json.WriteNumber("gradient", _shared.Offsets.Gradient);
                json.WriteNumber("vectors", _shared.Offsets.Vectors);
                json.WriteNumber("products", _shared.Offsets.Products);
                json.WriteNumber("indices", _shared.Offsets.Indices);
                json.WriteNumber("classes", _shared.Offsets.Classes);
                json.WriteEndObject();
            });
        }
        finally
        {
            _shared.Unname();
        }
    }

    private static void Require(int length, int wanted)
    {
        if (length != wanted)
        {
            throw new ArgumentException(FormattableString.Invariant($"a vector of {wanted} numbers is wanted, not of {length}"));
        }
    }

    private void Place(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        Require(parameters.Length, Description.ParameterCount);
        _shared.Write(_shared.Offsets.Parameters, parameters);
        if (!samples.IsAll)
        {
            samples.Indices.CopyTo(_shared.Indices);
        }
    }

    private static void WriteSamples(Utf8JsonWriter json, SampleSet samples)
    {
        if (samples.IsAll)
        {
            json.WriteNull("samples");
        }
        else
        {
            json.WriteNumber("samples", samples.Count);
        }
    }

    private JsonElement Ask(string command, Action<Utf8JsonWriter>? writeArguments = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("command", command);
            writeArguments?.Invoke(json);
            json.WriteEndObject();
        }

        var answer = Parse(command, _child.Exchange(command, Encoding.UTF8.GetString(buffer.WrittenSpan)));
        return answer.TryGetProperty("error", out var error) ? throw Told(command, error) : answer;
    }

    private static JsonElement Parse(string command, string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new BridgeException(BridgeFailure.Protocol, $"the answer to '{command}' is no JSON", inner: failure);
        }
    }

    /// <summary>What the child says about a failure of its own.</summary>
    private static BridgeException Told(string command, JsonElement error)
    {
        string? Text(string name) =>
            error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
        var trace = new List<string>();
        if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("trace", out var lines) && lines.ValueKind == JsonValueKind.Array)
        {
            foreach (var line in lines.EnumerateArray())
            {
                trace.Add(line.ToString());
            }
        }

        var failure = Text("kind") switch
        {
            "setup" => BridgeFailure.Setup,
            "protocol" => BridgeFailure.Protocol,
            _ => BridgeFailure.Problem,
        };
        return new BridgeException(failure, (Text("message") ?? "the child failed and did not say why") + (failure == BridgeFailure.Setup ? "" : $" (during '{command}')"), trace);
    }

    /// <summary>A number, or one of the words for what is not finite.</summary>
    private static double Number(JsonElement answer, string command)
    {
        if (answer.TryGetProperty("loss", out var number))
        {
            switch (number.ValueKind)
            {
                case JsonValueKind.Number:
                    return number.GetDouble();
                case JsonValueKind.String when number.GetString() is "NaN" or "Infinity" or "-Infinity":
                    return number.GetString() == "NaN" ? double.NaN : number.GetString() == "Infinity" ? double.PositiveInfinity : double.NegativeInfinity;
            }
        }

        throw new BridgeException(BridgeFailure.Protocol, $"the answer to '{command}' holds no number 'loss'");
    }
}
