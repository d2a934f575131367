using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class TargetTypeRefusedTests
{
    private const string Rule = "TL2038";

    [Fact]
    public Task NarrowClassNumbers_AreFound() => Verify.Method(
        Rule,
        """
        var labels = target.to(ScalarType.Int32);
        var loss = torch.nn.functional.cross_entropy(model.forward(input), [|labels|]);
        """);

    [Fact]
    public Task ClassNumbersOfAnArray_AreFound() => Verify.Method(
        Rule,
        """
        var loss = torch.nn.functional.cross_entropy(model.forward(input), [|torch.tensor(new[] { 0, 1 })|]);
        """);

    [Fact]
    public Task LongClassNumbers_AreSilent() => Verify.Method(
        Rule,
        """
        var labels = target.to(ScalarType.Int64);
        var loss = torch.nn.functional.cross_entropy(model.forward(input), labels);
        """);

    [Fact]
    public Task WholeNumbersForBinary_AreFound() => Verify.Method(
        Rule,
        """
        var loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(model.forward(input)), [|target.to(ScalarType.Int64)|]);
        """);

    [Theory]
    [InlineData("torch.tensor(numbers)", "[|batch.Labels|]")]
    [InlineData("torch.tensor(numbers, ScalarType.Int64)", "batch.Labels")]
    public Task LabelsInARecord_AreFollowed(string labels, string target) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed record Batch(Tensor Inputs, Tensor Labels);

            public static class Training
            {
                public static Tensor Run(torch.nn.Module<Tensor, Tensor> model, Tensor inputs, int[] numbers)
                {
                    var batch = Load(inputs, numbers);
                    return torch.nn.functional.cross_entropy(model.forward(batch.Inputs), {{target}});
                }

                private static Batch Load(Tensor inputs, int[] numbers) => new(inputs, {{labels}});
            }
            """);

    [Theory]
    [InlineData("torch.tensor(classes[index])", "[|batch[\"y\"]|]")]
    [InlineData("torch.tensor((long)classes[index])", "batch[\"y\"]")]
    public Task LabelsOfADataset_AreFollowed(string label, string target) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Points(float[][] rows, int[] classes) : torch.utils.data.Dataset
            {
                public override long Count => rows.Length;

                public override Dictionary<string, Tensor> GetTensor(long index) =>
                    new() { ["x"] = torch.tensor(rows[index]), ["y"] = {{label}} };
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Points points)
                {
                    using var loader = torch.utils.data.DataLoader(points, 32, shuffle: true);
                    foreach (var batch in loader)
                    {
                        var loss = torch.nn.functional.cross_entropy(model.forward(batch["x"]), {{target}});
                    }
                }
            }
            """);

    [Theory]
    [InlineData("binary_cross_entropy_with_logits", "new long[] { 0, 1 }", true)]
    [InlineData("mse_loss", "new long[] { 0, 1 }", true)]
    [InlineData("mse_loss", "new double[] { 0, 1 }", true)]
    [InlineData("mse_loss", "new float[] { 0, 1 }", false)]
    [InlineData("l1_loss", "new long[] { 0, 1 }", false)]
    public Task TargetOfAnotherTypeThanTheOutput_IsFound(string loss, string values, bool isFound) => Verify.Method(
        Rule,
        $$"""
            var wanted = torch.tensor({{values}}).reshape(2, 1);
            var loss = torch.nn.functional.{{loss}}(model.forward(input), {{(isFound ? "[|wanted|]" : "wanted")}});
            loss.backward();
            """);

    [Fact]
    public Task DoublesOfAModelInDoubles_AreSilent() => Verify.Method(
        Rule,
        """
            var wanted = torch.tensor(new double[] { 0, 1 });
            model.to(ScalarType.Float64);
            var loss = torch.nn.functional.mse_loss(model.forward(input), wanted);
            loss.backward();
            """);

    [Fact]
    public Task ErrorThatIsOnlyMeasured_IsSilent() => Verify.Method(
        Rule,
        """
            var wanted = torch.tensor(new long[] { 0, 1 });
            var error = torch.nn.functional.mse_loss(model.forward(input), wanted).item<float>();
            """);
}
