using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharpTraining;

/// <summary>Two layers with dropout in between; returns raw outputs, as cross-entropy wants them.</summary>
internal sealed class Classifier : nn.Module<Tensor, Tensor>
{
    private readonly Linear hidden = nn.Linear(64, 32);
    private readonly Dropout dropout = nn.Dropout(0.2);
    private readonly Linear output = nn.Linear(32, 10);

    public Classifier()
        : base("classifier")
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => output.forward(dropout.forward(nn.functional.relu(hidden.forward(input))));
}
