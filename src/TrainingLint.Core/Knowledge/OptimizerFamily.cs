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
