using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Text.Json.Nodes;

namespace ProbeProtocol;

/// <summary>The commands of docs/bridge.md, version 1, for one problem in double.</summary>
internal sealed unsafe class ProtocolServer(CubicFit problem) : IDisposable
{
    private const int Protocol = 1;

    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _view;
    private byte* _memory;
    private JsonNode? _offsets;
    private int[] _prepared = [];

    /// <summary>True once this process was asked to end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>One answer for one request.</summary>
    public string Answer(string request)
    {
        var asked = JsonNode.Parse(request)!;
        return ((string?)asked["command"] switch
        {
            "describe" => Describe((int)asked["protocol"]!),
            "map" => Map(asked),
            "initialise" => Initialise((int)asked["seed"]!),
            "loss" => Loss(asked),
            "prepare" => Prepare(asked),
            "products" => Products((int)asked["count"]!),
            "shutdown" => Shutdown(),
            var command => Error("protocol", $"unknown command '{command}'"),
        }).ToJsonString();
    }

    public void Dispose()
    {
        if (_memory is not null)
        {
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
            _memory = null;
        }

        _view?.Dispose();
        _file?.Dispose();
    }

    private static JsonObject Describe(int protocol) => protocol != Protocol
        ? Error("protocol", FormattableString.Invariant($"this program speaks protocol {Protocol}, not {protocol}"))
        : new JsonObject
        {
            ["protocol"] = Protocol,
            ["name"] = "cubic-fit",
            ["precision"] = "float64",
            ["parameters"] = CubicFit.Coefficients,
            ["samples"] = CubicFit.Samples,
            ["tensors"] = new JsonArray(new JsonObject { ["name"] = "coefficients", ["shape"] = new JsonArray(CubicFit.Coefficients) }),
            ["offers"] = new JsonArray("products"),
            ["notes"] = new JsonArray("least squares: the Hessian is the same everywhere"),
        };

    private JsonObject Map(JsonNode asked)
    {
        _file = MemoryMappedFile.CreateFromFile(
            new FileStream((string)asked["path"]!, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
            mapName: null,
            capacity: 0,
            MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None,
            leaveOpen: false);
        _view = _file.CreateViewAccessor(0, (long)asked["bytes"]!);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
        _offsets = asked["offsets"];
        return [];
    }

    private JsonObject Initialise(int seed)
    {
        CubicFit.Initialise(seed, Vector("parameters"));
        return [];
    }

    private JsonObject Loss(JsonNode asked)
    {
        var gradient = (bool)asked["gradient"]! ? Vector("gradient") : [];
        return new JsonObject { ["loss"] = problem.Loss(Vector("parameters"), Samples(asked), gradient) };
    }

    /// <summary>A network would keep its pass at this point for the products to come; here only the samples matter.</summary>
    private JsonObject Prepare(JsonNode asked)
    {
        _prepared = Samples(asked);
        return [];
    }

    private JsonObject Products(int count)
    {
        for (var i = 0; i < count; i++)
        {
            problem.Multiply(Vector("vectors", i), _prepared, Vector("products", i));
        }

        return [];
    }

    private JsonObject Shutdown()
    {
        IsDone = true;
        return [];
    }

    private Span<double> Vector(string region, int index = 0) =>
        new((double*)(_memory + (long)_offsets![region]!) + (index * CubicFit.Coefficients), CubicFit.Coefficients);

    /// <summary>null stands for all samples; a number, for as many of the numbers in the region "indices".</summary>
    private int[] Samples(JsonNode asked) => (int?)asked["samples"] is { } count
        ? new ReadOnlySpan<int>(_memory + (long)_offsets!["indices"]!, count).ToArray()
        : [.. Enumerable.Range(0, CubicFit.Samples)];

    private static JsonObject Error(string kind, string message) =>
        new() { ["error"] = new JsonObject { ["kind"] = kind, ["message"] = message, ["trace"] = new JsonArray() } };
}
