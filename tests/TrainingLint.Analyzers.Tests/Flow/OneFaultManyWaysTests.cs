using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>
/// One fault is one fault in whatever way it is written: in the loop itself, or in a helper, behind an interface, in a delegate, a base
/// class, a record. Each is written in each way, wrong and right.
/// </summary>
public sealed class OneFaultManyWaysTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using Microsoft.ML;

        """;

    private const string Run = """
        public void Run(Module<Tensor, Tensor> net, IEnumerable<(Tensor x, Tensor y)> batches)
        {
            var opt = torch.optim.Adam(net.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                using var scope = torch.NewDisposeScope();
                BODY
            }
        }
        """;

    private const string Step = "var loss = functional.mse_loss(net.forward(x), y); ";

    private static readonly string OfLoss = Run.Replace("BODY", "opt.zero_grad(); var output = net.forward(x); var loss = MAKE; loss.backward(); opt.step();", StringComparison.Ordinal);

    private static readonly string OfStep = Run.Replace("BODY", "MAKE;", StringComparison.Ordinal);

    private static readonly string OfOptimizer = Run.Replace("BODY", "opt.zero_grad(); functional.mse_loss(net.forward(x), y).backward(); opt.step();", StringComparison.Ordinal);

    private static readonly string OfModel = OfOptimizer.Replace("Module<Tensor, Tensor> net, ", "", StringComparison.Ordinal)
        .Replace("mse_loss", "cross_entropy", StringComparison.Ordinal).Replace("var opt", "var width = 8; var net = MAKE; var opt", StringComparison.Ordinal);

    private const string OfBoth = "Module<Tensor, Tensor> net, torch.optim.Optimizer opt, Tensor x, Tensor y";

    /// <summary>What is wrong, and the same done right, with the method around it that says MAKE for either.</summary>
    private sealed record Fault(string Rule, string Type, string Parameters, string Wrong, string Right, string Host)
    {
        public string Names => string.Join(", ", Parameters.Replace("Tensor, Tensor", "", StringComparison.Ordinal).Split(", ").Select(part => part.Split(' ')[^1]));

        public string Delegate => (Type == "void" ? "Action<" : "Func<")
            + string.Join(", ", Parameters.Replace("Tensor, Tensor", "Tensor,Tensor", StringComparison.Ordinal).Split(", ").Select(part => part[..part.LastIndexOf(' ')]))
            + (Type == "void" ? ">" : ", " + Type + ">");

        public string Body(string code) => Type == "void" ? "{ " + code + " }" : "{ return " + code + "; }";

        public string Lambda(string code) => "(" + Names + ") => " + (Type == "void" ? "{ " + code + " }" : code);
    }

    private static readonly Dictionary<string, Fault> Faults = new(StringComparer.Ordinal)
    {
        ["rate"] = new("TL0102", "double", "int width", "1.5", "1.5e-3",
            OfOptimizer.Replace("1e-3", "MAKE", StringComparison.Ordinal).Replace("var opt", "var width = 1; var opt", StringComparison.Ordinal)),
        ["optimizer"] = new("TL0102", "torch.optim.Optimizer", "Module<Tensor, Tensor> net", "torch.optim.Adam(net.parameters(), 1.5)",
            "torch.optim.Adam(net.parameters(), 1e-3)", OfOptimizer.Replace("torch.optim.Adam(net.parameters(), 1e-3)", "MAKE", StringComparison.Ordinal)),
        ["schedule"] = new("TL2031", "torch.optim.lr_scheduler.LRScheduler", "torch.optim.Optimizer opt", "torch.optim.lr_scheduler.StepLR(opt, 5, gamma: 1.5)",
            "torch.optim.lr_scheduler.StepLR(opt, 5, gamma: 0.5)", OfOptimizer.Replace("foreach", "var schedule = MAKE; foreach", StringComparison.Ordinal)
                .Replace("opt.step();", "opt.step(); schedule.step();", StringComparison.Ordinal)),
        ["detached"] = new("TL2029", "Tensor", "Tensor output, Tensor y", "functional.mse_loss(output.detach(), y)", "functional.mse_loss(output, y)", OfLoss),
        ["rebuilt"] = new("TL2029", "Tensor", "Tensor output, Tensor y", "torch.tensor(functional.mse_loss(output, y).item<float>(), requires_grad: true)",
            "functional.mse_loss(output, y)", OfLoss),
        ["softmax"] = new("TL2005", "Tensor", "Tensor output, Tensor y", "functional.cross_entropy(functional.softmax(output, 1), y)",
            "functional.cross_entropy(output, y)", OfLoss),
        ["probabilities"] = new("TL2005", "Tensor", "Tensor output, Tensor y", "functional.softmax(output, 1)", "output",
            OfLoss.Replace("MAKE", "functional.cross_entropy(MAKE, y)", StringComparison.Ordinal)),
        ["swapped"] = new("TL2028", "Tensor", "Tensor output, Tensor y", "functional.cross_entropy(y, output)", "functional.cross_entropy(output, y)", OfLoss),
        ["whole numbers"] = new("TL2038", "Tensor", "Tensor output, Tensor y", "functional.cross_entropy(output, y.to_type(ScalarType.Int32))",
            "functional.cross_entropy(output, y.to_type(ScalarType.Int64))", OfLoss),
        ["model"] = new("TL2005", "Module<Tensor, Tensor>", "int width", "Sequential(Linear(width, 10), Softmax(1))", "Sequential(Linear(width, 10))", OfModel),
        ["loss object"] = new("TL2005", "Loss<Tensor, Tensor, Tensor>", "int width", "NLLLoss()", "CrossEntropyLoss()",
            OfModel.Replace("MAKE", "Sequential(Linear(width, 10)); var criterion = MAKE", StringComparison.Ordinal)
                .Replace("functional.cross_entropy(", "criterion.forward(", StringComparison.Ordinal)),
        ["uncleared"] = new("TL2001", "void", OfBoth, Step + "loss.backward(); opt.step();", Step + "opt.zero_grad(); loss.backward(); opt.step();", OfStep),
        ["clipped late"] = new("TL2018", "void", OfBoth, Step + "opt.zero_grad(); loss.backward(); opt.step(); torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0);",
            Step + "opt.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step();", OfStep),
        ["evaluating"] = new("TL2003", "void", "Module<Tensor, Tensor> net, Tensor x", "net.eval(); using var no = torch.no_grad(); Console.WriteLine(net.forward(x).shape);",
            "net.eval(); using (torch.no_grad()) Console.WriteLine(net.forward(x).shape); net.train();",
            OfOptimizer.Replace("opt.step();", "opt.step(); MAKE;", StringComparison.Ordinal)),
        ["leaves"] = new("TL2048", "int", "int width", "1", "20", """
            public IEstimator<ITransformer> Run(MLContext ml)
            {
                var width = 1;
                return ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Regression.Trainers.FastForest(numberOfLeaves: MAKE));
            }
            """),
        ["seed"] = new("TL0301", "MLContext", "int width", "new MLContext()", "new MLContext(seed: 1)", """
            public ITransformer Run(IDataView data)
            {
                var width = 1;
                var ml = MAKE;
                return ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Clustering.Trainers.KMeans(numberOfClusters: 4)).Fit(data);
            }
            """),
    };

    // A host with MAKE replaced by what leads to the code, and the types that it needs.
    private static readonly Dictionary<string, Func<Fault, string, string>> Ways = new(StringComparer.Ordinal)
    {
        ["method"] = (fault, code) => Host(fault, "Make(" + fault.Names + ")", $"private {fault.Type} Make({fault.Parameters}) {fault.Body(code)}"),
        ["local function"] = (fault, code) =>
            Host(fault with { Host = fault.Host[..fault.Host.LastIndexOf('}')] + $"static {fault.Type} Make({fault.Parameters}) {fault.Body(code)} }}" }, $"Make({fault.Names})"),
        ["helper"] = (fault, code) => Host(fault, $"Helpers.Make({fault.Names})") + Helper("Helpers", fault, code),
        ["extension"] = (fault, code) => Host(fault, fault.Names.Split(", ")[0] + ".Make(" + string.Join(", ", fault.Names.Split(", ").Skip(1)) + ")")
            + Helper("Helpers", fault with { Parameters = "this " + fault.Parameters }, code),
        ["generic type"] = (fault, code) => Host(fault, $"Helpers<string>.Make({fault.Names})") + Helper("Helpers<T>", fault, code),
        ["helper of a helper"] = (fault, code) => Host(fault, $"Outer.Make({fault.Names})") + Helper("Helpers", fault, code)
            + Helper("Outer", fault, $"Helpers.Make({fault.Names})" + (fault.Type == "void" ? ";" : "")),
        ["interface"] = (fault, code) => Host(fault, $"maker.Make({fault.Names})", owner: "public class Host(IMaker maker)")
            + $"public interface IMaker {{ {fault.Type} Make({fault.Parameters}); }}\npublic sealed class Maker : IMaker {{ public {fault.Type} Make({fault.Parameters}) {fault.Body(code)} }}",
        ["delegate in a field"] = (fault, code) => Host(fault, $"make({fault.Names})", $"private readonly {fault.Delegate} make = {fault.Lambda(code)};"),
        ["delegate of a constructor"] = (fault, code) => Host(fault, $"make({fault.Names})", owner: $"public class Host({fault.Delegate} make)")
            + $"public static class Start {{ public static Host Open() => new Host({fault.Lambda(code)}); }}",
        ["delegate in a property"] = (fault, code) => Host(fault, $"Maker({fault.Names})", $"public required {fault.Delegate} Maker {{ get; init; }}")
            + $"public static class Start {{ public static Host Open() => new Host {{ Maker = {fault.Lambda(code)} }}; }}",
        ["override"] = (fault, code) => Host(fault, $"Make({fault.Names})", $"protected abstract {fault.Type} Make({fault.Parameters});", "public abstract class Host")
            + $"public sealed class Mine : Host {{ protected override {fault.Type} Make({fault.Parameters}) {fault.Body(code)} }}",
        ["base class"] = (fault, code) => Host(fault, $"Make({fault.Names})", owner: "public class Host : Common")
            + $"public class Common {{ protected {fault.Type} Make({fault.Parameters}) {fault.Body(code)} }}",
        ["record"] = (fault, code) => Host(fault, $"Boxes.Make({fault.Names}).Content")
            + $"public sealed record Box({fault.Type} Content);\npublic static class Boxes {{ public static Box Make({fault.Parameters}) => new({code}); }}",
        ["tuple"] = (fault, code) => Host(fault, $"Pair({fault.Names}).Item2", $"private (int, {fault.Type}) Pair({fault.Parameters}) => (1, {code});"),
        ["shared helper"] = (fault, code) => Host(fault, $"Helpers.Make({fault.Names})") + Helper("Helpers", fault, code)
            + $"public class Other {{ public void Use({fault.Parameters}) {{ Helpers.Make({fault.Names}); }} }}",
    };

    // What no way leads through today.
    private static readonly string[] Gaps =
        ["swapped, helper of a helper", "swapped, record", "swapped, tuple", "loss object, helper of a helper", "evaluating, helper of a helper", "seed, delegate in a field",
            "seed, tuple"];

    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, fault) in Faults)
        {
            foreach (var way in Ways.Keys.Where(way => !(fault.Type == "void" && way is "record" or "tuple") && !Gaps.Contains(name + ", " + way)))
            {
                data.Add(name, way);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Wrong_IsFound_AndRight_IsSilent(string name, string way)
    {
        var fault = Faults[name];
        Assert.Contains(fault.Rule, await Found(Ways[way](fault, fault.Wrong)));
        Assert.DoesNotContain(fault.Rule, await Found(Ways[way](fault, fault.Right)));
    }

    private static string Host(Fault fault, string call, string members = "", string owner = "public class Host") =>
        owner + "\n{\n" + members + "\n" + fault.Host.Replace("MAKE", call, StringComparison.Ordinal) + "\n}\n";

    private static string Helper(string name, Fault fault, string code) =>
        $"public static class {name} {{ public static {fault.Type} Make({fault.Parameters}) {fault.Body(code)} }}\n";

    private static async Task<string[]> Found(string source)
    {
        var compilation = Compilations.Compile(new SnippetOptions(), Usings + source);
        Verify.AssertCompiles(compilation);
        var found = await Compilations.Analyze(compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Select(diagnostic => diagnostic.Id)];
    }
}
