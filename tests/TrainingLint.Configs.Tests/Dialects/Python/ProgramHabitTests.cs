using System;
using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Habits of sound programs that look like mistakes, each beside the mistake that it looks like.</summary>
public class ProgramHabitTests
{
    [Theory]
    [InlineData("lr = learning_rate / scale", false)]
    [InlineData("lr = hyp['opt']['lr'] / (1024 * scale)", false)]
    [InlineData("pass  # 'lr': 110.5,  # learning rate per 1024 examples", false)]
    [InlineData("lr = learning_rate", true)]
    [InlineData("slow = lr / 10", true)]
    public void RateThatTheProgramDivides_IsNotHeldToThatOfTheOptimizer(string line, bool fires) =>
        Assert.Equal(fires, Fires("TL0102", "hyp = {'opt': {'lr': 110.5, 'momentum': 0.85, 'optimizer': 'sgd', 'batch_size': "
            + "1024}}\n\ndef train(learning_rate, scale):\n    " + line + "\n"));

    [Theory]
    [InlineData("steps = ceil(len(loader) * epochs)", false)]
    [InlineData("for epoch in range(epochs): pass", true)]
    public void FractionOfEpochs_IsMeantWhereStepsAreRounded(string line, bool fires) =>
        Assert.Equal(fires, Fires("TL0907", "hyp = {'opt': {'lr': 0.1, 'momentum': 0.9, 'train_epochs': 9.9, 'batch_size': "
            + "1024}}\n\ndef train(loader, epochs):\n    " + line + "\n"));

    [Theory]
    [InlineData("groups = get_params_groups(student)\n", "groups", "", false)]
    [InlineData("", "student.parameters()", "for group in optimizer.param_groups:\n    group['lr'] = schedule[step]\n", false)]
    [InlineData("", "student.parameters()", "print(optimizer.param_groups[0]['lr'])\n", true)]
    public void RateOfZero_IsNoneWhereGroupsOrTheLoopBringTheirOwn(string before, string weights, string after, bool fires) =>
        Assert.Equal(fires, Fires("TL0101", "import torch\n" + before + "optimizer = torch.optim.SGD(" + weights
            + ", lr=0, momentum=0.9)\n" + after));

    [Theory]
    [InlineData("-1", false)]
    [InlineData("0", false)]
    [InlineData("-0.001", true)]
    public void DefaultOfAFlag_MayWaitToBeSet(string rate, bool fires) =>
        Assert.Equal(fires, Fires("TL0101", "parser.add_argument('--batch_size', type=int, "
            + "default=8)\nparser.add_argument('--num_epochs', type=int, default=3)\n"
            + "parser.add_argument('--learning_rate', type=float, default=" + rate + ")\n"));

    [Theory]
    [InlineData("'500k'", false)]
    [InlineData("'5x8'", false)]
    public void StepsWithAUnit_AreTakenApartByTheProgram(string steps, bool fires) =>
        Assert.Equal(fires, Fires("TL0907", "parser.add_argument('--batch_size', type=int, default=8)\n"
            + "parser.add_argument('--train_steps', default=" + steps + ")\nparser.add_argument('--lr', type=float, default=0.001)\n"));

    [Theory]
    [InlineData("def main():\n    config = {Keys}\n    run(config)\n", true)]
    [InlineData("def main():\n    point = {Keys}\n    run(point)\n", false)]
    [InlineData("def make():\n    hparams = tf.HParams(epochs=500, batch_size=64, seed=1, learning_rate=1e3, optimizer='adam')\n", true)]
    [InlineData("class Config:\n{Init}", true)]
    [InlineData("class Trainer:\n{Init}", false)]
    public void SettingsOfAFunctionOrOfAnObject_AreRead(string program, bool fires) => Assert.Equal(fires, Fires("TL0102", program.Replace(
        "{Keys}", "{'LR': 5e3, 'NUM_ENVS': 4, 'BATCH_SIZE': 8, 'SEED': 0, 'EPOCHS': 3, 'OPTIMIZER': 'adam'}", StringComparison.Ordinal)
        .Replace("{Init}", "    def __init__(self):\n        self.lr = 1e3\n        self.optimizer = 'adam'\n        self.bs = 8\n",
            StringComparison.Ordinal)));

    [Fact]
    public void RecordOfAStep_IsNoConfig() =>
        Assert.False(ReadText.As("class Trainer:\n    def train(self):\n        record = {'speed_stats': {}, 'epoch': 1, "
            + "'batch_idx': 2, 'log_step': 5, 'lr': 0.0}\n", "trainer.py").IsTraining);

    [Theory]
    [InlineData("PromptTuningConfig(task_type='CAUSAL_LM')", "1.0", false)]
    [InlineData("LNTuningConfig(task_type='CAUSAL_LM')", "5e-2", false)]
    [InlineData("PromptTuningConfig(task_type='CAUSAL_LM')", "100.0", true)]
    [InlineData("LoraConfig(r=8, lora_alpha=16)", "1.0", true)]
    public void FewNewWeights_TakeLargeRates(string config, string rate, bool fires)
    {
        const string Before = "model = AutoModelForCausalLM.from_pretrained('m')\nconfig = ";
        Assert.Equal(fires, Fires("TL0102", Before + config + "\noptimizer = torch.optim.AdamW(model.parameters(), lr=" + rate + ")\n"));
        Assert.Equal(fires, Fires("TL0102", Before + config + "\narguments = TrainingArguments(output_dir='o', learning_rate=" + rate
            + ", num_train_epochs=5)\n"));
    }

    [Theory]
    [InlineData("init_lora_weights='eva', ", false)]
    [InlineData("", true)]
    public void SmallAlpha_IsSoundWhereEvaScalesTheStart(string start, bool fires) =>
        Assert.Equal(fires, Fires("TL1101", "config = LoraConfig(r=16, " + start + "lora_alpha=1)\narguments = "
            + "TrainingArguments(output_dir='o', learning_rate=1e-4, num_train_epochs=5)\n"));

    [Theory]
    [InlineData("peft_type: C3A", Regime.FewWeights)]
    [InlineData("peft_type: PROMPT_TUNING", Regime.FewWeights)]
    [InlineData("peft_type: LORA", Regime.Unknown)]
    [InlineData("model_type: PROMPT_TUNING", Regime.Unknown)]
    public void TypeOfAMethod_TellsItsRegime(string type, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe("optimizer: {name: AdamW, lr: 0.3}\nmax_steps: 500\n" + type + "\n").Regime);

    [Theory]
    [InlineData("two_steps_with_warmup", false)]
    [InlineData("MultiStepLR", true)]
    public void FactorAboveOne_IsJudgedOfKnownSchedules(string type, bool fires) =>
        Assert.Equal(fires, Fires("TL0907", "optim: {type: AdamW, lr: 1.0e-3}\nlr_schedule: {type: " + type
            + ", milestones: [3, 4], gamma: 10.0}\nepochs: 5\n", "config.yaml"));

    [Theory]
    [InlineData("max_decoding_steps: 256", false)]
    [InlineData("num_layers: 2", true)]
    public void TemperatureOfZero_AsksForTheLikeliestToken(string beside, bool fires) =>
        Assert.Equal(fires, Fires("TL0907", "optimizer: adam\nlr: 1.0e-3\nepochs: 5\ntemperature: 0.0\n" + beside + "\n", "config.yaml"));

    [Theory]
    [InlineData("save_freq", false)]
    [InlineData("log_freq", true)]
    public void NothingSavedBeforeTheEnd_IsNoDivision(string interval, bool fires) =>
        Assert.Equal(fires, Fires("TL0907", "optimizer: adam\nlr: 1.0e-3\nepochs: 5\n" + interval + ": 0\n", "config.yaml"));

    private static bool Fires(string rule, string text, string name = "program.py") =>
        new Judge().Findings(ReadText.As(text, name)).Any(finding => finding.Rule.Id == rule
            && finding.Severity >= Core.Findings.Severity.Warning);
}
