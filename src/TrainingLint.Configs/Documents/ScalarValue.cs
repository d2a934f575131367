namespace TrainingLint.Configs.Documents;

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
