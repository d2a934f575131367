namespace TrainingLint.Configs.Documents;

/// <summary>What is sound YAML or common JSON, but refused by loaders when they make values of it.</summary>
public enum RefusalKind
{
    /// <summary>More documents than one.</summary>
    SecondDocument,

    /// <summary>The same anchor twice.</summary>
    DuplicateAnchor,

    /// <summary>A merge key that draws in no mapping.</summary>
    MergeOfNoMapping,

    /// <summary>A mapping as a key.</summary>
    MappingAsKey,

    /// <summary>A list as a key.</summary>
    ListAsKey,

    /// <summary>A comment in JSON, or a comma with nothing behind it beside one.</summary>
    JsonComment,

    /// <summary>A tag that the loader does not know.</summary>
    UnknownTag,

    /// <summary>A value that is none of its type, such as the 31st of June.</summary>
    ImpossibleValue,
}
