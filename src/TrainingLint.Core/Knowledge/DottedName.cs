namespace TrainingLint.Core.Knowledge;

/// <summary>Names with dots between their parts, such as <c>torch.optim.SGD</c> or <c>optimizer.lr</c>.</summary>
public static class DottedName
{
    /// <summary>What stands behind the last dot; all of a name without one.</summary>
    public static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>What stands before the last dot; nothing where there is none.</summary>
    public static string Parent(string name) => name.LastIndexOf('.') is > 0 and var split ? name.Substring(0, split) : "";
}
