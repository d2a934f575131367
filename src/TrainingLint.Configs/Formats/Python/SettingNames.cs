using System;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>Names under which programs keep their settings.</summary>
internal static class SettingNames
{
    private static readonly string[] Marks = ["config", "cfg", "hparam", "hyperparam", "hyper_param", "setting", "option"];

    private static readonly string[] Whole = ["args", "params", "conf", "opt", "opts", "hp", "hps",
        "train_args", "train_params", "training_args"];

    /// <summary>True for <c>config</c>, <c>HParams</c>, <c>args</c> and their relatives.</summary>
    public static bool IsOfSettings(string name) =>
        Array.Exists(Marks, mark => name.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0)
        || Array.Exists(Whole, whole => string.Equals(whole, name, StringComparison.OrdinalIgnoreCase));
}
