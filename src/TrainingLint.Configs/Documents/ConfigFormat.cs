using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// One way in which settings are written down. Whatever the format, what comes out is the same positioned tree, which dialects
/// read and rules judge. A format holds no state and may be asked by several threads at once.
/// </summary>
/// <remarks>
/// Conventions of the tree, beyond what YAML says by itself:
/// <list type="bullet">
/// <item>A call is a mapping with the tag <c>!call:torch.optim.AdamW</c> (<see cref="NodeTags.Call"/>): keyword arguments under their
/// names, positional ones under <c>0</c>, <c>1</c>, ...; <c>dict(a=1)</c> and <c>{"a": 1}</c> are plain mappings.</item>
/// <item>A name that stands for a value written elsewhere is that very node, like an alias, so a finding points at where the value is written.</item>
/// <item>A value that only a run would tell is a scalar with the tag <see cref="NodeTags.Unknown"/> and its text as written;
/// a computed number has the tag of its type and a text that differs from what is written, so no fix touches it.</item>
/// <item>A file with several recipes may have several roots; what tells them apart is the tag of the root.</item>
/// </list>
/// </remarks>
public abstract class ConfigFormat
{
    /// <summary>Name for people, such as <c>YAML</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What sort of text it is; dialects say which sorts they are written in.</summary>
    public virtual FormatKind Kind => FormatKind.Document;

    /// <summary>Endings of file names, with the dot, in lower case.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>
    /// Words of which a file that nobody has named must hold some to be read at all; null where every file of the name is worth it.
    /// A file that the user names, or that a config draws on, is read without them.
    /// </summary>
    public virtual ByteMarks? Marks => null;

    /// <summary>False for a format whose files are read only when somebody names them.</summary>
    public virtual bool IsLookedFor => true;

    /// <summary>How comments are written; null where the format has none.</summary>
    public virtual CommentSyntax? Comments => CommentSyntax.Hash;

    /// <summary>How plain scalars are typed, where the format says it and not the framework's loader; null otherwise.</summary>
    public virtual ScalarSchema? Schema => null;

    /// <summary>True when a file of this name, without its directory, is written in the format.</summary>
    public virtual bool Fits(string fileName) =>
        Extensions.Any(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the bytes of a file that nobody has named can hold training settings.</summary>
    public bool MayTrain(byte[] bytes) => Marks is null || Marks.Occur(bytes);

    /// <summary>Parses a file. Never throws: whatever is wrong with the text becomes a problem with its place, or is left out as unknown.</summary>
    public abstract ParsedFile Parse(SourceFile source);
}
