using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

/// <summary>
/// Small programs with planted faults. Every fix that is offered there compiles against the libraries themselves and takes its own
/// finding away, without another warning in its place.
/// </summary>
public sealed class PlantedFaultsTests
{
    private const string Net = """
        public sealed class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly Linear hidden = torch.nn.Linear(16, 32);
            private readonly Dropout dropout = torch.nn.Dropout(0.2);
            private readonly Linear last = torch.nn.Linear(32, 4);

            public Net() : base("net")
            {
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => last.forward(dropout.forward(torch.nn.functional.relu(hidden.forward(x))));
        }

        """;

    public static IEnumerable<object[]> Programs =>
    [
        ["TL0102", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 0.5);")],
        ["TL0103", Epochs("var optimizer = torch.optim.Adam(model.parameters(), lr: 1e-9);")],
        ["TL0201", Epochs("var optimizer = torch.optim.SGD(model.parameters(), 0.05);")],
        ["TL2001", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("                optimizer.zero_grad();\n", "", System.StringComparison.Ordinal)],
        ["TL2002", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);\n    var scheduler = "
        + "torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5);")],
        ["TL2003", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("            model.train();\n", "", System.StringComparison.Ordinal)],
        ["TL2004", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("using var noGrad = torch.no_grad();", "", System.StringComparison.Ordinal)],
        ["TL2005", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("cross_entropy(model.forward(x), y)", "cross_entropy(torch.nn.functional.softmax(model.forward(x), 1), y)",
            System.StringComparison.Ordinal)],
        ["TL2006", Epochs("")
            .Replace("                optimizer.zero_grad();",
            "                var optimizer = torch.optim.Adam(model.parameters(), 1e-3);\n                optimizer.zero_grad();",
            System.StringComparison.Ordinal)],
        ["TL2006", Epochs("")
            .Replace("                optimizer.zero_grad();",
            "                var optimizer = Make(model);\n                optimizer.zero_grad();", System.StringComparison.Ordinal)
            .Replace("    private static void Measure(",
            "    private static torch.optim.Optimizer Make(Net model) => torch.optim.Adam(model.parameters(), 1e-3);\n\n"
            + "    private static void Measure(", System.StringComparison.Ordinal)],
        ["TL2010", Epochs("var optimizer = torch.optim.Adadelta(model.parameters());\n    var scheduler = "
        + "torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.0, total_steps: 100);\n    scheduler.step();")],
        ["TL2013", Epochs("var optimizer = torch.optim.SGD(model.parameters(), 0.05, nesterov: true);")],
        ["TL2022", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("dropout.forward(torch.nn.functional.relu(hidden.forward(x)))",
            "torch.nn.functional.dropout(torch.nn.functional.relu(hidden.forward(x)), 0.2)", System.StringComparison.Ordinal)],
        ["TL2008", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);\n    var random = new Random();\n"
            + "    var order = data.OrderBy(_ => random.Next()).ToArray();")],
        ["TL2019", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);\n    var scheduler = "
        + "torch.optim.lr_scheduler.ExponentialLR(optimizer);\n    scheduler.step();")],
        ["TL2039", Epochs("var optimizer = torch.optim.Adam(model.parameters(), 1e-3);")
            .Replace("                using var turn = torch.NewDisposeScope();\n", "", System.StringComparison.Ordinal)],
        ["TL0301", Snippets.Usings + """
            public static class Program
            {
                public static void Main()
                {
                    var context = new Microsoft.ML.MLContext();
                    Microsoft.ML.IDataView data = null!;
                    var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(data);
                }
            }
            """],
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Fix_CompilesAndClearsItsFinding(string rule, string program)
    {
        var options = new SnippetOptions { IsProgram = true };
        var before = (await Found(program, options)).ToArray();
        Assert.Contains(rule, before);

        var after = await VerifyFix.Applied(FixFor(rule), rule, program, options);
        var left = (await Found(after, options)).ToArray();

        Assert.DoesNotContain(rule, left);
        Assert.Empty(left.Except(before));
    }

    private static TrainingFix FixFor(string rule) => typeof(TrainingFix).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(TrainingFix)))
        .Select(type => (TrainingFix)System.Activator.CreateInstance(type)!)
        .First(fix => fix.FixableDiagnosticIds.Contains(rule));

    private static async Task<IEnumerable<string>> Found(string program, SnippetOptions options)
    {
        var compilation = Compilations.Compile(options, program);
        Verify.AssertCompiles(compilation);
        return (await Compilations.Analyze(compilation)).Select(diagnostic => diagnostic.Id);
    }

    private static string Epochs(string setup) => Snippets.Usings.ReplaceLineEndings("\n") + Net.ReplaceLineEndings("\n") + $$"""
        public static class Program
        {
            public static void Main() => Run(new Net(), [], null!, [], []);

            private static void Run(Net model, (Tensor X, Tensor Y)[] data, torch.utils.data.Dataset set, (Tensor X, Tensor Y)[] held,
                float[] seen)
            {
                torch.manual_seed(1);
                {{setup}}
                for (var epoch = 0; epoch < 10; epoch++)
                {
                    model.train();
                    foreach (var (x, y) in data)
                    {
                        using var turn = torch.NewDisposeScope();
                        optimizer.zero_grad();
                        var loss = torch.nn.functional.cross_entropy(model.forward(x), y);
                        loss.backward();
                        optimizer.step();
                    }

                    Measure(model, held);
                }
            }

            private static void Measure(Net model, (Tensor X, Tensor Y)[] held)
            {
                model.eval();
                using var noGrad = torch.no_grad();
                foreach (var (x, y) in held)
                {
                    Console.WriteLine(model.forward(x).argmax(1).eq(y).sum().item<long>());
                }
            }
        }
        """.ReplaceLineEndings("\n");
}
