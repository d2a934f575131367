namespace TorchSharpTraining;

internal static class Program
{
    private static void Main(string[] args)
    {
        var train = new Digits(1000, seed: 2);
        var test = new Digits(200, seed: 3);
        if (args.Length > 0 && args[0] == "risky")
        {
            RiskyTraining.Run(train, test);
        }
        else
        {
            SoundTraining.Run(train, test);
        }
    }
}
