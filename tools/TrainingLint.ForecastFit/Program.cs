using System;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.ForecastFit;
using TrainingLint.Probe.Forecasts;

// run FILE FIRST COUNT [full]: appends random recipes to a table, small and large. Set DOTNET_PROCESSOR_COUNT=1 for one thread.
// fit TABLE WEIGHTS [CHECK...]: fits the forecast, writes its weights, and shows how well it does, also on tables that it has not seen.
const int Parts = 10;
switch (args)
{
    case ["run", var path, var first, var count, .. var size]:
        var from = int.Parse(first, CultureInfo.InvariantCulture);
        for (var number = from; number < from + int.Parse(count, CultureInfo.InvariantCulture); number++)
        {
            if (Trial.Run(number, size is ["full"]) is { } row)
            {
                File.AppendAllText(path, row + "\n");
            }
        }

        return 0;
    case ["fit", var table, var weights, .. var checks]:
        var trials = Trial.Read(table);
        var model = Regression.Fit(trials);
        File.WriteAllText(weights, model.ToTable());

        // Each recipe is forecast by a model that has not seen it.
        var parts = Enumerable.Range(0, Parts).Select(part => (
            Model: Regression.Fit([.. trials.Where((_, i) => i % Parts != part)]),
            Held: trials.Where((_, i) => i % Parts == part))).ToArray();
        (double, bool)[] held = [.. parts.SelectMany(part => part.Held.Select(trial =>
            (part.Model.Of(trial.Signs).Probability, trial.HasFailed)))];
        var share = trials.Count(trial => trial.HasFailed) / (double)trials.Count;
        string By(string name, Func<FailureSigns, bool> sign)
        {
            var failed = trials.ToLookup(trial => sign(trial.Signs), trial => trial.HasFailed ? 1.0 : 0);
            return Reliability.Row(name, [.. trials.Select(trial => (failed[sign(trial.Signs)].Average(), trial.HasFailed))]);
        }

        Console.WriteLine("| forecast by | recipes | Brier score | discrimination |\n| --- | --- | --- | --- |");
        Console.WriteLine(Reliability.Row("the share of all that failed", [.. trials.Select(trial => (share, trial.HasFailed))]));
        Console.WriteLine(By("whether the small run learned half", signs => signs.Kept < -0.3));
        Console.WriteLine(By("whether the limit was never passed", signs => signs.Margin > 0));
        Console.WriteLine(By("whether three times the rate is usable", signs => signs.Usable > 0.4));
        Console.WriteLine(Reliability.Row("this model, each recipe unseen", held));
        foreach (var line in Reliability.Curve(held))
        {
            Console.WriteLine(line);
        }

        foreach (var check in checks)
        {
            (double, bool)[] seen = [.. Trial.Read(check).Select(trial => (model.Of(trial.Signs).Probability, trial.HasFailed))];
            Console.WriteLine(Reliability.Row(Path.GetFileName(check), seen));
            foreach (var line in Reliability.Curve(seen))
            {
                Console.WriteLine(line);
            }
        }

        return 0;
    default:
        Console.Error.WriteLine("run FILE FIRST COUNT [full] | fit TABLE WEIGHTS [CHECK...]");
        return 2;
}
