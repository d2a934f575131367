using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class SeedIncompleteTests
{
    private const string Rule = "TL0302";

    [Fact]
    public Task ShufflingLoaderBesideASeed_IsFound() => Verify.Method(
        Rule,
        """
            torch.manual_seed(1);
            var loader = [|torch.utils.data.DataLoader(trainSet, 32, shuffle: true)|];
            """);

    [Fact]
    public Task SeededLoader_IsSilent() => Verify.Method(
        Rule,
        """
            torch.manual_seed(1);
            var loader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true, seed: 1);
            """);

    [Fact]
    public Task NothingSeeded_IsSilent() => Verify.Method(
        Rule,
        """
            var loader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            """);

    [Fact]
    public Task CudaUnseeded_IsFound() => Verify.Method(
        Rule,
        """
            [|torch.random.manual_seed(1)|];
            model.to(torch.CUDA);
            """);

    [Fact]
    public Task CudaSeeded_IsSilent() => Verify.Method(
        Rule,
        """
            torch.random.manual_seed(1);
            torch.cuda.manual_seed_all(1);
            model.to(torch.CUDA);
            """);

    [Fact]
    public Task OnlyTheProcessor_IsSilent() => Verify.Method(
        Rule,
        """
            torch.random.manual_seed(1);
            """);

    [Theory]
    [InlineData("model.to(DeviceType.CUDA);")]
    [InlineData("model.to(cuda.is_available() ? CUDA : CPU);")]
    [InlineData("model.cuda();")]
    [InlineData("var device = torch.device(\"cuda:0\"); model.to(device);")]
    [InlineData("var deviceName = cuda.is_available() ? \"cuda\" : \"cpu\"; model.to(torch.device(deviceName));")]
    public Task DeviceOfCuda_IsFound(string use) => Verify.Method(
        Rule,
        $"""
            [|torch.manual_seed(1)|];
            {use}
            """);

    [Theory]
    [InlineData("// No CUDA here, and no cuda.")]
    [InlineData("Console.WriteLine(torch.cuda.is_available());")]
    [InlineData("Console.WriteLine(\"cuda\");")]
    [InlineData("model.to(torch.cuda.is_available() ? torch.CPU : torch.CPU);")]
    [InlineData("DeviceType type = model.training ? DeviceType.CPU : default; if (type == DeviceType.CUDA) Console.WriteLine(\"CUDA\");")]
    [InlineData("#if CUDA\n    model.to(torch.CUDA);\n#endif")]
    public Task CudaThatIsOnlySpokenOf_IsSilent(string mention) => Verify.Method(
        Rule,
        $"""
            torch.manual_seed(1);
            {mention}
            """);
}
