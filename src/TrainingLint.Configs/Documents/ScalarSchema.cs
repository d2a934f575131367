namespace TrainingLint.Configs.Documents;

/// <summary>Which rules turn a plain scalar's text into a type.</summary>
public enum ScalarSchema
{
    /// <summary>YAML 1.1 as PyYAML reads it: <c>1e-4</c> is text, <c>yes</c> is true, <c>010</c> is eight.</summary>
    Yaml11,

    /// <summary>PyYAML with the float pattern of OmegaConf and jsonargparse: as 1.1, but <c>1e-4</c> is a number.</summary>
    Yaml11WithExponents,

    /// <summary>YAML 1.2 as ruamel.yaml reads it: <c>1e-4</c> is a number, <c>yes</c> is text, <c>010</c> is ten.</summary>
    Yaml12,

    /// <summary>Python: literals of the language; <c>1e-4</c> is a number, <c>True</c> and <c>None</c> are written so and only so.</summary>
    Python,

    /// <summary>TOML: <c>1e-4</c> is a number, <c>true</c> is true, and there is no null.</summary>
    Toml,

    /// <summary>JSON: what is not quoted is a number, true, false or null.</summary>
    Json,
}
