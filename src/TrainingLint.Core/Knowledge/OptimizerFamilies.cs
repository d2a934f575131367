using System;

namespace TrainingLint.Core.Knowledge;

/// <summary>What follows from the name of an optimizer, however a framework spells it (<see cref="OptimizerProfiles"/>).</summary>
public static class OptimizerFamilies
{
    // Names that say how decay works, whatever optimizer they belong to: MosaicML's DecoupledSGDW, OpenPCDet's adam_onecycle.
    private static readonly string[] SayDecoupled = ["decoupled", "onecycle"];

    /// <summary>The family of an optimizer; <see cref="OptimizerFamily.Unknown"/> for an unknown or missing name.</summary>
    public static OptimizerFamily Of(string? name) => OptimizerProfiles.Find(name)?.Family ?? OptimizerFamily.Unknown;

    /// <summary>True for a text that names an optimizer wherever it stands, not only under a key for one.</summary>
    public static bool IsNamedBy(string text) => OptimizerProfiles.Find(text) is { IsEverydayWord: false };

    /// <summary>True for optimizers that decouple weight decay from the gradient (AdamW, LAMB, Lion and the like).</summary>
    public static bool DecouplesWeightDecay(string name)
    {
        var letters = new OptimizerName(name).Letters;
        return Array.Exists(SayDecoupled, word => letters.IndexOf(word, StringComparison.Ordinal) >= 0)
            || OptimizerProfiles.Find(name) is { DecouplesWeightDecay: true };
    }

    /// <summary>True for kinds of SGD whose name says that they have momentum, which then is not 0 by default.</summary>
    public static bool NamesMomentum(string name) =>
        new OptimizerName(name).Any(OptimizerProfiles.Rows, row => row.NamesMomentum)
            || new OptimizerName(name).Letters.IndexOf("schedulefree", StringComparison.Ordinal) >= 0;

    /// <summary>A family's name as people write it.</summary>
    public static string NameOf(OptimizerFamily family) => family switch
    {
        OptimizerFamily.Sgd => "SGD",
        OptimizerFamily.Adam => "Adam-type optimizers",
        OptimizerFamily.Lion => "Lion",
        OptimizerFamily.Adafactor => "Adafactor",
        OptimizerFamily.Lars => "LARS",
        OptimizerFamily.Lamb => "LAMB",
        OptimizerFamily.RmsProp => "RMSProp",
        OptimizerFamily.Adagrad => "Adagrad",
        OptimizerFamily.Adadelta => "Adadelta",
        OptimizerFamily.Novograd => "NovoGrad",
        OptimizerFamily.Muon => "Muon",
        OptimizerFamily.SelfScaling => "a self-scaling optimizer",
        _ => "the optimizer",
    };
}
