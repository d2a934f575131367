using System.IO;
using TrainingLint.KeyTables;

namespace TrainingLint.Configs.Tests.KeyTables;

/// <summary>How a table names the state of the sources that it was read from.</summary>
public class CheckoutLabelTests
{
    [Theory]
    [InlineData("own/__init__.py", "import x\n__version__ = \"8.4.12\"\n", "8.4.12")]
    [InlineData("src/own/version.py", "__version__ = '1.2.dev0'\n", "1.2.dev0")]
    [InlineData("VERSION", "0.6.0\n", "0.6.0")]
    [InlineData("pyproject.toml", "[project]\nname = \"own\"\nversion = \"2.1\"\n", "2.1")]
    [InlineData("pyproject.toml", "[project]\nname = \"own\"\ndynamic = [\"version\"]\n", "")]
    public void VersionOfTheSources_IsFound(string name, string text, string version)
    {
        var folder = Directory.CreateTempSubdirectory("traininglint-label-").FullName;
        try
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);

            Assert.Equal(version, CheckoutLabel.Version(folder, CheckoutLabel.OfTheSources));
            Assert.Equal("3.0", CheckoutLabel.Version(folder, "3.0"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("00033e8fb1c2d3e4f5061728394a5b6c7d8e9f00", "00033e8f")]
    [InlineData("f760c98", "f760c98")]
    public void Commit_IsShortened(string commit, string label) => Assert.Equal(label, CheckoutLabel.Commit(commit));
}
