using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Formats.CommandLines;

public class LauncherTests
{
    [Theory]
    [InlineData("CUDA_VISIBLE_DEVICES=0,1 python -u src/t.py --lr 0.1", "src/t.py", null)]
    [InlineData("python -m pkg.train --lr 0.1", "pkg.train", null)]
    [InlineData("torchrun --nproc_per_node 8 --nnodes=2 t.py --lr 0.1", "t.py", "16")]
    [InlineData("torchrun --standalone --nproc-per-node=4 -m pkg.train --lr 0.1", "pkg.train", "4")]
    [InlineData("python -m torch.distributed.launch --nproc_per_node=8 --use_env main.py --lr 0.1", "main.py", "8")]
    [InlineData("accelerate launch --config_file f.yaml --num_processes 4 --multi_gpu t.py --lr 0.1", "t.py", "4")]
    [InlineData("deepspeed --num_gpus=8 t.py --deepspeed ds.json --lr 0.1", "t.py", "8")]
    [InlineData("deepspeed --include localhost:0,1,3 --master_port 1 t.py --lr 0.1", "t.py", "3")]
    [InlineData("srun --ntasks 8 --gpus 8 python t.py --lr 0.1", "t.py", null)]
    [InlineData("nohup env A=1 python t.py --lr 0.1 &", "t.py", null)]
    [InlineData("uv run torchrun --nproc_per_node gpu t.py --lr 0.1", "t.py", null)]
    [InlineData("uv run --isolated --extra gpu --env-file .env -m pkg.train --lr 0.1", "pkg.train", null)]
    [InlineData("poetry run python t.py --lr 0.1", "t.py", null)]
    [InlineData("docker run --gpus all image python t.py --lr 0.1", "t.py", null)]
    [InlineData("NPROC_PER_NODE=8 swift sft --learning_rate 0.1", "swift", "8")]
    [InlineData("llamafactory-cli train --learning_rate 0.1", "llamafactory-cli", null)]
    [InlineData("$PYTHON t.py --lr 0.1", "t.py", null)]
    [InlineData("./distributed_train.sh 4 /data --model resnet50 --lr 0.1", "train.py", null)]
    public void Program_IsWhatTheLauncherStarts(string text, string program, string? devices)
    {
        var command = Script.Root(text).Command!;
        Assert.Equal(program, command.Program);
        Assert.Equal(devices, command.Devices?.Text);
    }

    [Fact]
    public void LauncherOptions_AreNoArgumentsOfTheProgram()
    {
        var root = Script.Root("accelerate launch --mixed_precision bf16 --config_file f.yaml t.py --lr 0.1");

        Assert.Equal(["lr"], root.Entries.Select(entry => entry.Key.Text));
        Assert.Equal("f.yaml", ((ScalarNode)root.Command!.LauncherOptions!["config_file"]!).Text);
    }

    [Theory]
    [InlineData("accelerate config --lr 0.1")]
    [InlineData("swift infer --learning_rate 0.1")]
    [InlineData("yolo predict lr0=0.1")]
    [InlineData("yolo detect predict lr0=0.1")]
    [InlineData("yolo task=detect mode=val lr0=0.1")]
    public void OtherSubcommands_TrainNothing(string text) => Assert.Empty(Script.Roots(text));
}
