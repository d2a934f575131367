namespace TrainingLint.Core.Knowledge;

/// <summary>Classes of models whose sound rates differ, whatever the framework.</summary>
public enum ModelClass
{
    /// <summary>All others, and those of unknown size.</summary>
    Any,

    /// <summary>Pretrained encoders of text or speech with less than a billion weights or so.</summary>
    PretrainedEncoder,

    /// <summary>Models of a billion weights and more, T5 and its relatives apart.</summary>
    Billions,

    /// <summary>Diffusion and flow models of images or video.</summary>
    Diffusion,

    /// <summary>Convolutional detectors.</summary>
    Detector,

    /// <summary>DETR and its relatives.</summary>
    DetectionTransformer,
}
