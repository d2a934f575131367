using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// Solvers of Caffe: <c>src/caffe/proto/caffe.proto</c> (SolverParameter: clip_gradients -1, iter_size 1, momentum2 0.999, delta 1e-8,
/// random_seed -1), <c>src/caffe/solvers/sgd_solver.cpp:30-60</c> (GetLearningRate).
/// </summary>
internal sealed class Caffe : Dialect
{
    private static readonly Dictionary<string, string> Schedules = new(StringComparer.Ordinal)
    {
        ["fixed"] = "constant",
        ["step"] = "step",
        ["multistep"] = "step",
        ["exp"] = "exponential",
        ["poly"] = "polynomial",
        ["inv"] = "inverse",
        ["sigmoid"] = "sigmoid",
    };

    public Caffe()
        : base("caffe", new Loader("protobuf", ScalarSchema.Json) { RejectsUnknownKeys = true }, "Caffe")
    {
        Map(Facts.LearningRate, "base_lr");
        Map(Facts.Momentum, "momentum").Otherwise(0);
        Map(Facts.Beta1, "momentum");
        Map(Facts.Beta2, "momentum2");
        Map(Facts.Epsilon, "delta");
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0);
        Map(Facts.DecayFactor, "gamma");
        Map(Facts.SchedulePower, "power");
        Map(Facts.Milestones, "stepvalue");
        Map(Facts.MaxSteps, "max_iter");
        Map(Facts.GradientAccumulation, "iter_size").Otherwise(1);
        Map(Facts.GradientClipNorm, "clip_gradients").OtherwiseNone();
        Map(Facts.EvaluationInterval, "test_interval");
        KeyFacts =
        [
            .. new[] { "stepsize", "stepvalue", "gamma" }.Select(key => new KeyFact(
                key, "lr_policy fixed keeps the rate as it is and reads none of the schedule's keys (sgd_solver.cpp, GetLearningRate); "
                    + "choose step or multistep")
            {
                When = (scope, _) => scope.IsAny("lr_policy", "fixed"),
                Severity = Severity.Info,
            }),
        ];
        OtherKnownKeys = ["lr_policy", "stepsize", "random_seed", "test_iter", "average_loss", "rms_decay", "solver_type", "type", "regularization_type", "snapshot", "display"];
    }

    public override int Precedence => 8;

    /// <inheritdoc/>
    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.TextProto;

    public override bool Recognises(ConfigView config) => config.HasAll("base_lr", "lr_policy") && config.HasAny("net", "train_net", "net_param", "max_iter", "snapshot_prefix", "solver_mode");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        CompleteOptimizer(scope, draft);

        // random_seed -1, the default, takes the clock.
        draft.Set(Facts.Seed, scope.Number("random_seed") >= 0 ? scope.Read("random_seed") : Setting<double>.Missing);
        draft.SetDefault(Facts.WarmupSteps, 0);
        var policy = Values.Text(scope, scope.Node("lr_policy"), scope.Absolute("lr_policy"));
        if (!policy.TryGet(out var word))
        {
            return;
        }

        if (!Schedules.TryGetValue(word, out var name))
        {
            return;
        }

        draft.Set(Facts.Schedule, Setting<string>.Derived(name, "lr_policy " + word, policy));
        switch (word)
        {
            case "step":
                OpenMmLabPolicies.SetPeriod(scope, draft, "stepsize");
                break;

            // The rate is multiplied by gamma at every iteration.
            case "exp" or "inv" or "sigmoid":
                draft.Set(Facts.DecayFactor, word == "exp" ? draft.Get(Facts.DecayFactor) : Setting<double>.Unknown);
                draft.Set(Facts.SchedulePower, Setting<double>.Unknown);
                break;
            case "poly":
                draft.Set(Facts.DecayFactor, Setting<double>.Missing).Set(Facts.FinalLearningRate, Setting<double>.ByDefault(0));
                break;
            case "fixed":
                draft.Set(Facts.DecayFactor, Setting<double>.Unknown).Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Unknown);
                break;
        }
    }

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node(scope.Has("type") ? "type" : "solver_type"), scope.Absolute(scope.Has("type") ? "type" : "solver_type"));
        var name = written.Or("SGD") switch
        {
            "Nesterov" or "NESTEROV" => "SGD",
            "ADAM" => "Adam",
            "ADAGRAD" => "AdaGrad",
            "RMSPROP" => "RMSProp",
            "ADADELTA" => "AdaDelta",
            var other => other,
        };
        draft.Set(Facts.Optimizer, written.HasValue ? Setting<string>.Derived(name, "type " + written.Text, written)
            : Setting<string>.ByDefault(name));
        if (name == "Adam")
        {
            draft.Set(Facts.Momentum, Setting<double>.Unknown);
            draft.SetDefault(Facts.Beta1, 0);
            draft.SetDefault(Facts.Beta2, 0.999);
            draft.SetDefault(Facts.Epsilon, 1e-8);
        }
        else
        {
            draft.Set(Facts.Beta1, Setting<double>.Unknown).Set(Facts.Beta2, Setting<double>.Unknown).Set(Facts.Epsilon,
                Setting<double>.Unknown);
        }
    }
}
