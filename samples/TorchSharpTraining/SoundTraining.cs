using System;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharpTraining;

/// <summary>The training as it should be: nothing here is warned about.</summary>
internal static class SoundTraining
{
    private const int Epochs = 20;

    public static void Run(Digits train, Digits test)
    {
        torch.manual_seed(1);
        var model = new Classifier();
        using var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4);
        var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.1);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            model.train();
            Step(model, optimizer, train);
            scheduler.step();
            Console.WriteLine("sound " + epoch + ": " + Accuracy(model, test));
        }
    }

    private static void Step(Classifier model, torch.optim.Optimizer optimizer, Digits data)
    {
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(model.forward(data.Images), data.Labels);
        loss.backward();
        optimizer.step();
    }

    private static double Accuracy(Classifier model, Digits data)
    {
        model.eval();
        using var noGrad = torch.no_grad();
        return model.forward(data.Images).argmax(1).eq(data.Labels).to_type(ScalarType.Float64).mean().item<double>();
    }
}
