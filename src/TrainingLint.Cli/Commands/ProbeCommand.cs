using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using TrainingLint.Cli.Probing;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint probe</c>: trains for seconds with a config's recipe and measures where that leads.</summary>
internal static class ProbeCommand
{
    private const double DefaultBudget = 10;

    public static Command Create(TerminalIo io)
    {
        var config = new Option<string?>("--config") { Description = "The training config whose recipe is run. May be left out with --steps 0." };
        var recipe = new Option<string?>("--recipe") { Description = "Which recipe, when the config holds several." };
        var seed = new Option<int>("--seed") { Description = "Seed of everything random." };
        var steps = new Option<int>("--steps") { Description = "Optimizer steps; 0 only measures the starting point.", DefaultValueFactory = _ => ProbeOptions.DefaultSteps };
        var budget = new Option<double>("--budget") { Description = "Seconds after which the probe stops and reports what it has.", DefaultValueFactory = _ => DefaultBudget };
        var weights = new Option<string?>("--weights") { Description = "File of parameters to start from: little-endian float32 or float64, in the order of the problem." };
        var format = new Option<string>("--format") { Description = "How the result is written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var writeBridge = new Option<string?>("--write-bridge") { Description = "Only writes traininglint_bridge.py into a directory, the current one unless named.", Arity = ArgumentArity.ZeroOrOne };
        var problem = new ProblemOptions();

        var command = new Command("probe", "Trains for seconds with a config's recipe and measures sharpness, stability limit and where the run ends.");
        foreach (var option in new Option[] { config, recipe, seed, steps, budget, weights, format, writeBridge })
        {
            command.Options.Add(option);
        }

        problem.AddTo(command);
        command.SetAction(call =>
        {
            if (call.GetResult(writeBridge) is not null)
            {
                PythonBridge.Write(call.GetValue(writeBridge) ?? ".", io);
                return ExitCode.Clean;
            }

            if (call.GetValue(steps) < 0 || !(call.GetValue(budget) > 0) || call.GetValue(budget) > TimeSpan.MaxValue.TotalSeconds / 2)
            {
                throw new UsageException("--steps must be 0 or above, and --budget above 0.");
            }

            // Before the problem, which may take a while to start.
            var chosen = call.GetValue(config) is { } path ? ProbedRecipe.Choose(path, call.GetValue(recipe), io) : null;
            if (chosen is null && call.GetValue(steps) > 0)
            {
                throw new UsageException("name a config with --config FILE, or only measure with --steps 0.");
            }

            var subject = Create(problem, call, io);
            using var process = subject as IDisposable;
            if (subject is null)
            {
                return ExitCode.Unreadable;
            }

            return Run(io, subject, chosen, call.GetValue(format) == "json", plan => plan with
            {
                Seed = call.GetValue(seed),
                Steps = call.GetValue(steps),
                Budget = TimeSpan.FromSeconds(call.GetValue(budget)),
                Weights = call.GetValue(weights) is { } file ? WeightFile.Read(Path.GetFullPath(file, io.Directory), subject.ParameterCount) : null,
            });
        });
        return command;
    }

    private static int Run(TerminalIo io, IProblem problem, ProbedRecipe? recipe, bool asJson, Func<ProbeOptions, ProbeOptions> complete)
    {
        using var stop = new CancellationTokenSource();
        void Stop(object? sender, ConsoleCancelEventArgs pressed)
        {
            // Whoever presses it again does not want to wait for what is under way.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        Console.CancelKeyPress += Stop;
        using var progress = new ProbeProgressLine(io);
        try
        {
            var plan = complete(recipe is null ? MeasurementOnly(problem) : ProbeOptions.For(recipe.Recipe, problem)) with { Progress = progress.Show, Cancellation = stop.Token };
            var result = OptimizationProbe.Run(plan);
            progress.Clear();
            if (asJson)
            {
                ProbeJsonReport.Write(plan, recipe, result, io);
            }
            else
            {
                ProbeTextReport.Write(plan, recipe, result, io);
            }

            return result.Risks.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (RecipeNotRunnableException missing)
        {
            throw new UsageException(missing.Message + ".");
        }
        catch (ArgumentException wrong) when (wrong.ParamName is null)
        {
            throw new UsageException(wrong.Message + ".");
        }
        catch (ProblemFailureException failure)
        {
            progress.Clear();
            TellFailure(io, " '" + problem.Name + "'", failure.Message, failure.InnerException as BridgeException);
            return ExitCode.Unreadable;
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    /// <summary>The problem; null when it failed before it could be measured, which is told.</summary>
    private static IProblem? Create(ProblemOptions problem, ParseResult call, TerminalIo io)
    {
        try
        {
            return problem.Create(call, io);
        }
        catch (BridgeException failure)
        {
            TellFailure(io, "", failure.Message, failure);
        }
        catch (ProblemFailureException failure)
        {
            TellFailure(io, "", failure.Message, bridge: null);
        }

        return null;
    }

    private static void TellFailure(TerminalIo io, string name, string message, BridgeException? bridge)
    {
        io.Error.WriteLine("traininglint: the problem" + name + " failed: " + message + ".");
        foreach (var line in bridge?.Trace ?? [])
        {
            io.Error.WriteLine("  " + line);
        }
    }

    private static ProbeOptions MeasurementOnly(IProblem problem) => new()
    {
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = (LearningRateSchedule?)null,
    };
}
