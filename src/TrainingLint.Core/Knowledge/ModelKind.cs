namespace TrainingLint.Core.Knowledge;

/// <summary>Kinds of models that share habits of training.</summary>
public enum ModelKind
{
    /// <summary>Not known, or none of the others.</summary>
    Unknown,

    /// <summary>A decoder that writes text: GPT, Llama, Qwen.</summary>
    LanguageModel,

    /// <summary>A pretrained encoder of text: BERT and its relatives, encoder-decoders like BART.</summary>
    TextEncoder,

    /// <summary>T5 and its relatives, which want rates far above those of other pretrained models.</summary>
    TextToText,

    /// <summary>A network for images.</summary>
    Vision,

    /// <summary>A pretrained encoder of speech.</summary>
    Speech,

    /// <summary>A convolutional detector of objects, trained with SGD on a few large images a step.</summary>
    Detector,

    /// <summary>DETR and its relatives: transformers that detect objects.</summary>
    DetectionTransformer,

    /// <summary>A diffusion or flow model of images or video.</summary>
    Diffusion,
}
