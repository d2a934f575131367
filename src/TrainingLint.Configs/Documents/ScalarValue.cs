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

/// <summary>What a loader makes of a scalar.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent, an infinity or NaN.</summary>
    Float,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A date or time, which YAML 1.1 knows as a type.</summary>
    Date,
}

/// <summary>A scalar after reading.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Number">The number; 1 or 0 for booleans; NaN otherwise.</param>
public readonly record struct ScalarValue(ScalarKind Kind, double Number)
{
    /// <summary>True for whole and fractional numbers.</summary>
    public bool IsNumber => Kind is ScalarKind.Integer or ScalarKind.Float;

    /// <summary>Text of any content.</summary>
    public static ScalarValue Text { get; } = new(ScalarKind.Text, double.NaN);

    /// <summary>Nothing.</summary>
    public static ScalarValue Null { get; } = new(ScalarKind.Null, double.NaN);
}
