namespace TrainingLint.Configs.Documents;

/// <summary>Bounds against hostile or mistaken input. Real configs stay far below each of them.</summary>
public static class DocumentLimits
{
    /// <summary>Largest file that is read, in bytes (10 MiB; the largest of 1,300 public configs has 72 kB).</summary>
    public const int FileBytes = 10 * 1024 * 1024;

    /// <summary>Deepest nesting of mappings and lists.</summary>
    public const int Depth = 100;

    /// <summary>Most nodes that are visited in one document once aliases are followed.</summary>
    public const int VisitedNodes = 100_000;
}
