using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Toml;

/// <summary>TOML 1.0, which types its values itself. It is read here, not by a library, so that places stay true and the compiler's host has nothing more to load.</summary>
internal sealed class TomlFormat : ConfigFormat
{
    public override string Name => "TOML";

    public override IReadOnlyList<string> Extensions { get; } = [".toml"];

    // Most TOML files describe packages and tools.
    public override ByteMarks? Marks { get; } = new(["lr", "learning_rate", "learning-rate", "optim", "datasets.subsets"]);

    public override ScalarSchema? Schema => ScalarSchema.Toml;

    public override bool Fits(string fileName) => base.Fits(fileName) && fileName is not ("Cargo.toml" or "poetry.toml" or "ruff.toml");

    public override ParsedFile Parse(SourceFile source) => new TomlReader(source).Read();
}
