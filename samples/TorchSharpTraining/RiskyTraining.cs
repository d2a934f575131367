using System;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharpTraining;

/// <summary>The same with the usual mistakes. Each is marked with the rule that finds it.</summary>
internal static class RiskyTraining
{
    private const double Rate = 0.5; // TL0102: far above the range of Adam

    public static void Run(Digits train, Digits test)
    {
        var model = new Classifier();
        using var optimizer = torch.optim.Adam(model.parameters(), Rate);
        var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10); // TL2002: never stepped
        for (var epoch = 0; epoch < 20; epoch++)
        {
            Step(model, optimizer, train);
            Console.WriteLine("risky " + epoch + ": " + Accuracy(model, test)); // TL2003: stays in evaluation mode
        }
    }

    private static void Step(Classifier model, torch.optim.Optimizer optimizer, Digits data)
    {
        var loss = nn.functional.cross_entropy(nn.functional.softmax(model.forward(data.Images), 1), data.Labels); // TL2005: soft-max twice
        loss.backward();
        optimizer.step(); // TL2001: gradients are never cleared
    }

    private static double Accuracy(Classifier model, Digits data)
    {
        model.eval(); // TL2004: records gradients
        return model.forward(data.Images).argmax(1).eq(data.Labels).to_type(ScalarType.Float64).mean().item<double>();
    }
}
