using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TrainingLint.Core.Knowledge;

/// <summary>Optimizers that share a scale of learning rates.</summary>
public enum OptimizerFamily
{
    /// <summary>Not known, or none of the others.</summary>
    Unknown,

    /// <summary>Stochastic gradient descent, with or without momentum.</summary>
    Sgd,

    /// <summary>Adam and its relatives: AdamW, NAdam, RAdam, AMSGrad, quantized and fused variants.</summary>
    Adam,

    /// <summary>Lion, whose steps are signs.</summary>
    Lion,

    /// <summary>Adafactor.</summary>
    Adafactor,

    /// <summary>Layer-wise adaptive SGD: LARS and LARC.</summary>
    Lars,

    /// <summary>Layer-wise adaptive Adam.</summary>
    Lamb,

    /// <summary>RMSProp.</summary>
    RmsProp,

    /// <summary>Adagrad.</summary>
    Adagrad,

    /// <summary>Adadelta.</summary>
    Adadelta,

    /// <summary>NovoGrad.</summary>
    Novograd,

    /// <summary>Optimizers that orthogonalize matrix updates: Muon, Dion.</summary>
    Muon,

    /// <summary>Optimizers whose number is no step size in this sense: L-BFGS, Prodigy, D-Adaptation, Rprop.</summary>
    SelfScaling,
}

/// <summary>Finds the family of an optimizer by its name, however a framework spells it.</summary>
public static class OptimizerFamilies
{
    // The first fragment that occurs in the name decides, so the longer names stand before those that they contain.
    private static readonly (string Fragment, OptimizerFamily Family)[] Fragments =
    [
        ("lbfgs", OptimizerFamily.SelfScaling),
        ("prodigy", OptimizerFamily.SelfScaling),
        ("dadapt", OptimizerFamily.SelfScaling),
        ("schedulefreesgd", OptimizerFamily.Sgd),
        ("rprop", OptimizerFamily.SelfScaling),
        ("noop", OptimizerFamily.SelfScaling),
        ("adafactor", OptimizerFamily.Adafactor),
        ("adadelta", OptimizerFamily.Adadelta),
        ("adagrad", OptimizerFamily.Adagrad),
        ("novograd", OptimizerFamily.Novograd),
        ("rmsprop", OptimizerFamily.RmsProp),
        ("lars", OptimizerFamily.Lars),
        ("larc", OptimizerFamily.Lars),
        ("lamb", OptimizerFamily.Lamb),
        ("muon", OptimizerFamily.Muon),
        ("dion", OptimizerFamily.Muon),
        ("adam", OptimizerFamily.Adam),
        ("adan", OptimizerFamily.Adam),
        ("adabelief", OptimizerFamily.Adam),
        ("came", OptimizerFamily.Adam),
        ("adopt", OptimizerFamily.Adam),
        ("lion", OptimizerFamily.Lion),
        ("sgd", OptimizerFamily.Sgd),
        ("momentum", OptimizerFamily.Sgd),
        ("nesterov", OptimizerFamily.Sgd),
        ("nag", OptimizerFamily.Sgd),
    ];

    /// <summary>The family of an optimizer; <see cref="OptimizerFamily.Unknown"/> for an unknown or missing name.</summary>
    public static OptimizerFamily Of(string? name)
    {
        if (name is null)
        {
            return OptimizerFamily.Unknown;
        }

        var letters = Letters(name);
        return Fragments.FirstOrDefault(row => letters.IndexOf(row.Fragment, StringComparison.Ordinal) >= 0).Family;
    }

    /// <summary>True for optimizers that decouple weight decay from the gradient (AdamW, LAMB, Lion and the like).</summary>
    public static bool DecouplesWeightDecay(string name)
    {
        var letters = Letters(name);
        return new[] { "adamw", "adamcpr", "lion", "lamb", "decoupled", "onecycle", "muon", "distributedfusedadam", "fusedadam" }.Any(fragment => letters.IndexOf(fragment, StringComparison.Ordinal) >= 0);
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in LastPart(name))
        {
            if (c is not ('_' or '-' or ' '))
            {
                letters.Append(char.ToLowerInvariant(c));
            }
        }

        return letters.ToString();
    }

    // torch.optim.Adam, timm.optim.create_optimizer and other import paths: the class decides, not the module.
    private static string LastPart(string name)
    {
        var parts = name.Split('.', ':');
        return parts[parts.Length - 1];
    }

    /// <summary>A family's name as people write it.</summary>
    public static string NameOf(OptimizerFamily family) => Names[family];

    private static readonly IReadOnlyDictionary<OptimizerFamily, string> Names = new Dictionary<OptimizerFamily, string>
    {
        [OptimizerFamily.Unknown] = "the optimizer",
        [OptimizerFamily.Sgd] = "SGD",
        [OptimizerFamily.Adam] = "Adam-type optimizers",
        [OptimizerFamily.Lion] = "Lion",
        [OptimizerFamily.Adafactor] = "Adafactor",
        [OptimizerFamily.Lars] = "LARS",
        [OptimizerFamily.Lamb] = "LAMB",
        [OptimizerFamily.RmsProp] = "RMSProp",
        [OptimizerFamily.Adagrad] = "Adagrad",
        [OptimizerFamily.Adadelta] = "Adadelta",
        [OptimizerFamily.Novograd] = "NovoGrad",
        [OptimizerFamily.Muon] = "Muon",
        [OptimizerFamily.SelfScaling] = "a self-scaling optimizer",
    };
}
