namespace TrainingLint.Configs.Dialects;

/// <summary>Lightning's spellings of a precision (<c>lightning/fabric/connector.py</c>) in one word.</summary>
internal static class LightningPrecision
{
    /// <summary>The word; 16 bits under autocast scale the loss, so that they are "amp". What is unknown stays as written.</summary>
    public static string Word(string name) => name switch
    {
        "32" or "32-true" => "fp32",
        "64" or "64-true" => "fp64",
        "16" or "16-mixed" => "amp",
        "16-true" => "fp16",
        "bf16" or "bf16-mixed" or "bf16-true" => "bf16",
        "transformer-engine" or "transformer-engine-float16" => "fp8",
        _ => name,
    };
}
