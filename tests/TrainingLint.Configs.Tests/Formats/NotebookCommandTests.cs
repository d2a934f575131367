using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Formats;

public class NotebookCommandTests
{
    private static string Notebook(params string[] lines) =>
        "{\n \"cells\": [{\"cell_type\": \"code\", \"source\": [\n" + string.Join(",\n", System.Array.ConvertAll(lines, line => "\"" + line + "\\n\"")) + "\n]}]}";

    [Fact]
    public void CommandOfACell_IsReadOverItsContinuedLines()
    {
        var recipe = ReadText.Recipe(Notebook("import os", "!python train.py --lr 3e-4 \\\\", "  --batch_size 16 --epochs 4"), "a.ipynb");

        Assert.True(recipe.Get(Facts.LearningRate).Is(3e-4));
        Assert.True(recipe.Get(Facts.BatchSize).Is(16));
        Assert.Equal(3, recipe.Get(Facts.LearningRate).Place!.Line - 1);
    }

    [Fact]
    public void VariableOfPython_IsUnknownToTheShell()
    {
        var recipe = ReadText.Recipe(Notebook("!python train.py --lr {rate} --batch_size 16 --epochs 4 --weight_decay $WD"), "a.ipynb");

        Assert.False(recipe.Get(Facts.LearningRate).HasValue);
        Assert.True(recipe.Get(Facts.BatchSize).Is(16));
    }
}
