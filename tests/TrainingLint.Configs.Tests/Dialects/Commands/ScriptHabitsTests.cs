using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

/// <summary>What scripts say to the shell, make, Slurm and launchers instead of their program.</summary>
public class ScriptHabitsTests
{
    private const string Train = "python train.py --lr 1e-3 --batch-size 32 --epochs 50\n";

    private static int Count(string text, string name = "run.sh") => ReadText.As(text, name).Observations
        .Count(one => one is WrongTypeObservation or WithoutEffectObservation or UnknownNameObservation);

    [Theory]
    [InlineData("LR = 1e-3\npython train.py --lr $LR --epochs 5\n", 1)]
    [InlineData("export SEED =7\npython train.py --lr 1e-3 --seed ${SEED} --epochs 5\n", 1)]
    [InlineData("LR=1e-3\npython train.py --lr '$LR' --epochs 5\n", 1)]
    [InlineData("LR=1e-3\npython train.py --lr='${LR}' --epochs 5\n", 1)]
    [InlineData("python train.py --lr = 1e-3 --epochs 5\n", 1)]
    [InlineData("python train.py \\\n  --lr 1e-3 \\\n  --seed = 5\n", 1)]
    [InlineData("LR=1e-3\npython train.py --lr $LR --epochs 5\n", 0)]
    [InlineData("LR=1e-3\npython train.py --lr \"$LR\" --epochs 5\n", 0)]
    [InlineData("awk '$LR' x\npython train.py --lr 1e-3 --epochs 5\n", 0)]
    [InlineData("cat > x.py <<EOF\nLR = 1e-3\nEOF\nLR=1\npython train.py --lr $LR --epochs 5\n", 0)]
    [InlineData("CUDA_VISIBLE_DEVICES= python train.py --lr 1e-3 --epochs 5 --x $CUDA_VISIBLE_DEVICES\n", 0)]
    [InlineData("python train.py --lr=1e-3 --epochs=5\n", 0)]
    public void WordsOfTheShell(string script, int found) => Assert.Equal(found, Count(script));

    [Theory]
    [InlineData("export CUDA_VISIBLE_DEVICE=1\n", 1)]
    [InlineData("export CUDA_VISBLE_DEVICES=1\n", 1)]
    [InlineData("OMP_NUM_THREAD=4 ", 1)]
    [InlineData("export WANDB_MODE=disable\n", 1)]
    [InlineData("export PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb=128\n", 1)]
    [InlineData("export CUDA_VISIBLE_DEVICES=1\n", 0)]
    [InlineData("export PYTORCH_CUDA_ALLOC_CONF=max_split_size_mb:128,expandable_segments:True\n", 0)]
    [InlineData("export WANDB_MODE=offline\n", 0)]
    [InlineData("MASTER_PORTS=1\necho $MASTER_PORTS\n", 0)]
    public void VariablesOfTheEnvironment(string lines, int found) => Assert.Equal(found, Count(lines + Train));

    [Theory]
    [InlineData("import os, torch\nos.environ['CUDA_VISIBLE_DEVICE'] = '1'\no = torch.optim.Adam(m.parameters(), lr=1e-3)\nloss.backward()\n", 1)]
    [InlineData("import os, torch\nos.environ['CUDA_VISIBLE_DEVICES'] = '1'\no = torch.optim.Adam(m.parameters(), lr=1e-3)\nloss.backward()\n", 0)]
    public void VariablesThatAProgramSets(string program, int found) => Assert.Equal(found, Count(program, "train.py"));

    [Theory]
    [InlineData("#SBATCH -J a\nmodule load cuda\n#SBATCH --gres=gpu:4\n", "", 1)]
    [InlineData("#SBATCH --array=0-4\n", " --seed 1", 1)]
    [InlineData("#SBATCH --ntasks-per-node=4\nsrun torchrun --nproc_per_node=4 train.py --lr 1e-3 --epochs 5\n", "", 1)]
    [InlineData("#SBATCH -J a\n#SBATCH --gres=gpu:4\nmodule load cuda\n", "", 0)]
    [InlineData("#SBATCH --array=0-4\n", " --seed $SLURM_ARRAY_TASK_ID", 0)]
    [InlineData("#SBATCH --array=0\n", " --seed 1", 0)]
    [InlineData("#SBATCH --ntasks-per-node=1\nsrun torchrun --nproc_per_node=4 train.py --lr 1e-3 --epochs 5\n", "", 0)]
    [InlineData("#SBATCH --ntasks-per-node=4\nsrun python train.py --lr 1e-3 --epochs 5\n", "", 0)]
    public void DirectivesOfSlurm(string lines, string rest, int found) =>
        Assert.Equal(found, Count("#!/bin/bash\n" + lines + Train.TrimEnd() + rest + "\n"));

    [Theory]
    [InlineData("CUDA_VISIBLE_DEVICES=0,1 torchrun --nproc_per_node=4 train.py --lr 1e-3 --epochs 5\n", 1)]
    [InlineData("export CUDA_VISIBLE_DEVICES=0\naccelerate launch --num_processes 2 train.py --lr 1e-3 --epochs 5\n", 1)]
    [InlineData("torchrun train.py --nproc_per_node=4 --lr 1e-3 --epochs 5\n", 1)]
    [InlineData("CUDA_VISIBLE_DEVICES=0,1 torchrun --nproc_per_node=2 train.py --lr 1e-3 --epochs 5\n", 0)]
    [InlineData("CUDA_VISIBLE_DEVICES=$G torchrun --nproc_per_node=4 train.py --lr 1e-3 --epochs 5\n", 0)]
    [InlineData("torchrun --nproc_per_node=4 train.py --lr 1e-3 --epochs 5\n", 0)]
    public void Launchers(string script, int found) => Assert.Equal(found, Count(script));

    [Theory]
    [InlineData("train:\n\tLR=1; python train.py --lr $LR --epochs 5\n", 1)]
    [InlineData("train:\n\tLR=1; python train.py --lr $$LR --epochs 5\n", 0)]
    [InlineData("LR = 1e-3\ntrain:\n\tpython train.py --lr $(LR) --epochs 5 > $@\n", 0)]
    public void DollarsOfMake(string text, int found) => Assert.Equal(found, Count(text, "Makefile"));

    private const string Absl = "from absl import app, flags\nflags.DEFINE_float('lr', 1e-3, 'r')\nflags.DEFINE_boolean('shuffle', True, 's')\n"
        + "flags.DEFINE_string('mode', 'a', 'm')\n";

    private const string Dashes = "import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', type=float)\n"
        + "p.add_argument('--epochs', type=int)\np.add_argument('-bs', type=int)\np.parse_args()\n";

    [Theory]
    [InlineData(Absl, "--lr 1 --shuffle False", 1)]
    [InlineData(Absl, "--lr 1 --shuffle=False", 0)]
    [InlineData(Absl, "--lr 1 --noshuffle", 0)]
    [InlineData(Absl, "--lr 1 --mode false", 0)]
    [InlineData(Dashes, "--lr 1 -epochs 5", 1)]
    [InlineData(Dashes, "--lr 1 --epochs 5 -bs 8", 0)]
    public void FlagsInAnotherForm(string program, string flags, int found) => Assert.Equal(found,
        ReadText.Together(("run.sh", "python train.py " + flags + "\n"), ("train.py", program)).Observations.OfType<WrongTypeObservation>().Count());
}
