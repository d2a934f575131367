namespace TrainingLint.Probe.Optimizers;

/// <summary>The update rules that the probe can run.</summary>
public enum OptimizerKind
{
    /// <summary>Gradient descent, with momentum, dampening and Nesterov's look-ahead as torch.optim.SGD defines them.</summary>
    Sgd,

    /// <summary>Adam with L2 weight decay.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,

    /// <summary>RMSProp as torch defines it: epsilon outside of the root.</summary>
    RmsProp,

    /// <summary>Adagrad.</summary>
    Adagrad,

    /// <summary>Lion: the sign of an interpolated momentum.</summary>
    Lion,

    /// <summary>Adam with Nesterov's look-ahead, as torch.optim.NAdam defines it.</summary>
    NAdam,

    /// <summary>Rectified Adam, as torch.optim.RAdam defines it.</summary>
    RAdam,

    /// <summary>Adam with the largest gradient as its divisor.</summary>
    Adamax,

    /// <summary>Adadelta, which finds its own scale.</summary>
    Adadelta,

    /// <summary>Adafactor with a rate of its own: no first moment, a factored second one, clipped updates.</summary>
    Adafactor,

    /// <summary>LAMB: Adam's update, as large as the weights of its layer.</summary>
    Lamb,

    /// <summary>LARS: momentum over gradients as large as the weights of their layer.</summary>
    Lars,

    /// <summary>Muon: the orthogonal part of a layer's momentum; Adam for what is no matrix.</summary>
    Muon,

    /// <summary>Schedule-free SGD: gradients where iterate and average are mixed; the average is what is kept.</summary>
    ScheduleFreeSgd,

    /// <summary>Schedule-free AdamW.</summary>
    ScheduleFreeAdamW,

    /// <summary>Prodigy: Adam that estimates the distance to go, and takes it for its scale.</summary>
    Prodigy,

    /// <summary>Sophia: the mean gradient over the mean curvature, cut at 1.</summary>
    Sophia,
}
