namespace TrainingLint.Configs.Documents;

/// <summary>Why a command ends before its author thinks.</summary>
internal enum CutKind
{
    /// <summary>A comment between continued lines.</summary>
    Comment,

    /// <summary>An empty line behind a continued one.</summary>
    EmptyLine,

    /// <summary>Blanks or a comment behind the continuation character.</summary>
    BehindContinuation,

    /// <summary>A line without a continuation character, behind which flags stand alone.</summary>
    NoContinuation,
}
