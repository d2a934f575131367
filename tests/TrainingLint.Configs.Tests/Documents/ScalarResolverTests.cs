using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>
/// Expectations were produced by running PyYAML 6.0.3, OmegaConf 2.2 and ruamel.yaml 0.17 on each text. Kinds are shortened to
/// the first letter of Text, Integer, Float, Boolean, Null and Date, in the order PyYAML, OmegaConf and jsonargparse, YAML 1.2, JSON;
/// JSON stands for what an unquoted text would be, a dot where JSON does not allow it and nobody asks.
/// </summary>
public class ScalarResolverTests
{
    private static readonly ScalarSchema[] Schemas =
        [ScalarSchema.Yaml11, ScalarSchema.Yaml11WithExponents, ScalarSchema.Yaml12, ScalarSchema.Json];

    [Theory]
    [InlineData("1e-4", "TFFF", 1e-4)]
    [InlineData("1E-4", "TFFF", 1e-4)]
    [InlineData("1e4", "TFFF", 1e4)]
    [InlineData("5e+2", "TFFF", 500)]
    [InlineData("1.5e4", "TFFF", 15000)]
    [InlineData("1.0e-4", "FFFF", 1e-4)]
    [InlineData("1.e-4", "FFF.", 1e-4)]
    [InlineData("1.0e+4", "FFFF", 1e4)]
    [InlineData(".5e-3", "FFF.", 5e-4)]
    [InlineData(".5e3", "TTT.", 500)]
    [InlineData(".5", "FFF.", 0.5)]
    [InlineData("5.", "FFF.", 5)]
    [InlineData("-1.5", "FFFF", -1.5)]
    public void Fractions_AreNumbersWhereTheLoaderSaysSo(string text, string kinds, double number) => Reads(text, kinds, number);

    [Theory]
    [InlineData("0", "IIII", 0)]
    [InlineData("+3", "III.", 3)]
    [InlineData("-7", "IIII", -7)]
    [InlineData("1_000", "IIIT", 1000)]
    [InlineData("1__0", "IIIT", 10)]
    [InlineData("1_000.5", "FFFT", 1000.5)]
    [InlineData("0x1F", "IIIT", 31)]
    [InlineData("0b101", "IIIT", 5)]
    [InlineData("0o17", "TTIT", 15)]
    [InlineData("_1", "TTTT", 0)]
    [InlineData("0x", "TTTT", 0)]
    [InlineData("0b12", "TTTT", 0)]
    public void WholeNumbers_MayHaveUnderscoresAndBases(string text, string kinds, double number) => Reads(text, kinds, number);

    [Theory]
    [InlineData("010", 8, 10)]
    [InlineData("-010", -8, -10)]
    [InlineData("0_7", 7, 7)]
    public void LeadingZero_MeansOctalInYaml11Only(string text, double in11, double in12)
    {
        Assert.Equal(new ScalarValue(ScalarKind.Integer, in11), ScalarResolver.ResolvePlain(text, ScalarSchema.Yaml11));
        Assert.Equal(new ScalarValue(ScalarKind.Integer, in11), ScalarResolver.ResolvePlain(text, ScalarSchema.Yaml11WithExponents));
        Assert.Equal(new ScalarValue(ScalarKind.Integer, in12), ScalarResolver.ResolvePlain(text, ScalarSchema.Yaml12));
    }

    [Fact]
    public void EightIsNoOctalDigit_SoTheTextStaysText()
    {
        Assert.Equal(ScalarKind.Text, ScalarResolver.ResolvePlain("08", ScalarSchema.Yaml11).Kind);
        Assert.Equal(8, ScalarResolver.ResolvePlain("08", ScalarSchema.Yaml12).Number);
    }

    [Theory]
    [InlineData("1:30", "IIT.", 90)]
    [InlineData("-1:30", "IIT.", -90)]
    [InlineData("190:20:30", "IIT.", 685230)]
    [InlineData("1:30.5", "FFT.", 90.5)]
    [InlineData("0:30", "TTT.", 0)]
    [InlineData("1:60", "TTT.", 0)]
    public void Colons_MakeNumbersToBaseSixtyInYaml11(string text, string kinds, double number) => Reads(text, kinds, number);

    [Theory]
    [InlineData("true", "BBBB", 1)]
    [InlineData("True", "BBB.", 1)]
    [InlineData("TRUE", "BBB.", 1)]
    [InlineData("false", "BBBB", 0)]
    [InlineData("yes", "BBT.", 1)]
    [InlineData("No", "BBT.", 0)]
    [InlineData("ON", "BBT.", 1)]
    [InlineData("off", "BBT.", 0)]
    [InlineData("y", "TTT.", 0)]
    [InlineData("n", "TTT.", 0)]
    [InlineData("tRue", "TTT.", 0)]
    [InlineData("yEs", "TTT.", 0)]
    public void Flags_AreSpeltMoreWaysInYaml11(string text, string kinds, double number) => Reads(text, kinds, number);

    [Theory]
    [InlineData("", "NNN.")]
    [InlineData("~", "NNN.")]
    [InlineData("null", "NNNN")]
    [InlineData("Null", "NNN.")]
    [InlineData("NULL", "NNN.")]
    [InlineData("nULL", "TTT.")]
    [InlineData("None", "TTT.")]
    [InlineData("none", "TTT.")]
    public void Nothing_IsSpeltNullNotNone(string text, string kinds) => Reads(text, kinds, 0);

    [Theory]
    [InlineData(".inf", "FFFT", double.PositiveInfinity)]
    [InlineData("+.Inf", "FFFT", double.PositiveInfinity)]
    [InlineData("-.INF", "FFFT", double.NegativeInfinity)]
    [InlineData(".nan", "FFFT", double.NaN)]
    [InlineData(".iNf", "TTTT", 0)]
    [InlineData("inf", "TTTT", 0)]
    [InlineData("nan", "TTTT", 0)]
    [InlineData("Infinity", "TTTF", double.PositiveInfinity)]
    [InlineData("-Infinity", "TTTF", double.NegativeInfinity)]
    [InlineData("NaN", "TTTF", double.NaN)]
    public void Infinity_HasADotInYamlAndANameInPythonsJson(string text, string kinds, double number) => Reads(text, kinds, number);

    [Theory]
    [InlineData("2024-01-01", "DTDT")]
    [InlineData("2024-1-1T1:02:03", "DTDT")]
    [InlineData("2024-01-01 01:02:03", "DTDT")]
    [InlineData("2024-1-1", "TTTT")]
    [InlineData("2024-01-01x", "TTTT")]
    [InlineData("12-34", "TTTT")]
    public void Dates_AreTextForOmegaConfOnly(string text, string kinds) => Reads(text, kinds, 0);

    [Theory]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("0.1/8")]
    [InlineData("1,5")]
    [InlineData("1e-4e")]
    [InlineData("0.1e_5")]
    [InlineData("\u0661\u0662")]
    [InlineData("1e-4 ")]
    public void WhatOnlyLooksLikeANumber_IsText(string text) => Reads(text, "TTTT", 0);

    [Fact]
    public void NumberBeyondTheLargest_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, ScalarResolver.ResolvePlain("1.0e+999", ScalarSchema.Yaml11).Number);

    [Theory]
    [InlineData("1e-4", 1e-4)]
    [InlineData(" 1e-4 ", 1e-4)]
    [InlineData(".5e3", 500.0)]
    [InlineData("1_000", 1000.0)]
    [InlineData("0x10", 16.0)]
    [InlineData("1.0e_8", null)]
    [InlineData("1__0", null)]
    [InlineData("5 epochs", null)]
    [InlineData("", null)]
    [InlineData("1,000", null)]
    public void NumberThatAPersonMeans_IsFoundWhateverTheSchema(string text, double? number) =>
        Assert.Equal(number, ScalarResolver.AnyNumber(text));

    private static void Reads(string text, string kinds, double number)
    {
        for (var i = 0; i < Schemas.Length; i++)
        {
            if (kinds[i] == '.')
            {
                continue;
            }

            var value = ScalarResolver.ResolvePlain(text, Schemas[i]);
            Assert.True(value.Kind.ToString()[0] == kinds[i], $"{Schemas[i]} reads '{text}' as {value.Kind}");
            if (value.IsNumber || value.Kind == ScalarKind.Boolean)
            {
                Assert.Equal(number, value.Number, 12);
            }
        }
    }
}
