namespace TrainingLint.Configs.Programs;

/// <summary>A source file of a repository, before it is read.</summary>
/// <param name="FullPath">Absolute path, or whatever the host finds it by.</param>
/// <param name="Path">Path below the root, with <c>/</c>.</param>
/// <param name="Shown">Path as the host shows files.</param>
public sealed record SourceFileName(string FullPath, string Path, string Shown);
