using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class GradientScopeLostTests
{
    private const string Rule = "TL2026";

    [Fact]
    public Task StatementOfItsOwn_IsFound() => Verify.Method(
        Rule,
        """
            [|torch.no_grad()|];
            model.forward(input);
            """);

    [Fact]
    public Task Discarded_IsFound() => Verify.Method(
        Rule,
        """
            _ = [|torch.inference_mode()|];
            model.forward(input);
            """);

    [Fact]
    public Task EmptyBlock_IsFound() => Verify.Method(
        Rule,
        """
            using ([|torch.no_grad()|])
            {
            }

            model.forward(input);
            """);

    [Fact]
    public Task UsingDeclaration_IsSilent() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            model.forward(input);
            """);

    [Fact]
    public Task UsingBlock_IsSilent() => Verify.Method(
        Rule,
        """
            using (torch.no_grad())
            {
                model.forward(input);
            }
            """);

    [Fact]
    public Task ModeForTheRestOfTheProgram_IsSilent() => Verify.Method(
        Rule,
        """
            torch.set_grad_enabled(false);
            model.forward(input);
            """);

    private const string LoopThatSwitchesOff = """
        public sealed class Training(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
        {
            public void Run(IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                for (var epoch = 0; epoch < 10; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        optimizer.step();
                    }

                    Console.WriteLine(Validate(batches));
                }
            }

            private double Validate(IReadOnlyList<(Tensor X, Tensor Y)> batches)
            {
                OFF;
                var loss = batches.Average(batch => torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).item<float>());
                ON;
                return loss;
            }
        }
        """;

    // TorchSharp 0.107.0 keeps the mode of the thread: the next backward() throws "element 0 of tensors does not require grad".
    [Theory]
    [InlineData("[|torch.set_grad_enabled(false)|]", "Console.WriteLine()")]
    [InlineData("torch.set_grad_enabled(false)", "torch.set_grad_enabled(true)")]
    [InlineData("using var off = torch.set_grad_enabled(false)", "Console.WriteLine()")]
    public Task GradientsSwitchedOffBetweenEpochs_AreFound(string off, string on) => Verify.Method(
        Rule,
        LoopThatSwitchesOff.Replace("OFF", off, System.StringComparison.Ordinal).Replace("ON", on, System.StringComparison.Ordinal));

    [Fact]
    public Task GradientsSwitchedOffWhereNothingTrains_AreSilent() => Verify.Method(
        Rule,
        """
            torch.set_grad_enabled(false);
            foreach (var (x, y) in batches)
            {
                model.forward(x);
            }
            """);
}
