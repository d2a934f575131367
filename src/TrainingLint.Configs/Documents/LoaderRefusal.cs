namespace TrainingLint.Configs.Documents;

/// <summary>Something that loaders of a kind refuse.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">What was found, as the second half of a sentence.</param>
public sealed record LoaderRefusal(RefusalKind Kind, Span Span, string Message);
