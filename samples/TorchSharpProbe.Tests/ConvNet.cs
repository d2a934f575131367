using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharpProbe;

/// <summary>Two convolutions with batch normalisation on pictures of 8 x 8 pixels.</summary>
internal sealed class ConvNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d first = nn.Conv2d(1, 8, 3, padding: 1);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(8);
    private readonly Conv2d second = nn.Conv2d(8, 8, 3, stride: 2, padding: 1);
    private readonly Linear output = nn.Linear(8 * 4 * 4, 10);

    public ConvNet()
        : base("convnet") => RegisterComponents();

    public override Tensor forward(Tensor pictures)
    {
        var low = nn.functional.gelu(norm.call(first.call(pictures)));
        return output.call(nn.functional.gelu(second.call(low)).flatten(1));
    }
}
