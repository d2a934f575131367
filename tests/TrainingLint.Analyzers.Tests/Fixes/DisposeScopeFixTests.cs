using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class DisposeScopeFixTests
{
    [Fact]
    public Task LoopOverBatches_GetsAScope() => VerifyFix.Method(
        new DisposeScopeFix(),
        """
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                optimizer.step();
            }
            """,
        """
            foreach (var batch in batches)
            {
                using var scope = TorchSharp.torch.NewDisposeScope();
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task LoopThatKeepsATensor_IsLeftAlone() => VerifyFix.NotOffered(
        new DisposeScopeFix(),
        """
            Tensor last = torch.zeros(1);
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y);
                loss.backward();
                optimizer.step();
                last = loss.detach();
            }
            """);
}
