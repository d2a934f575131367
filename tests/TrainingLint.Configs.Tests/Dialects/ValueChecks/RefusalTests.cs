using System.Linq;
using TrainingLint.Configs.Checks.Refusals;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Settings that a program refuses beside others, or does not read: data of <see cref="RefusalFiles"/>.</summary>
public class RefusalTests
{
    private const string Kohya = "accelerate launch sdxl_train_network.py --pretrained_model_name_or_path=m --output_name=l --train_data_dir=d "
        + "--network_module=networks.lora --network_dim=8 --learning_rate=1e-4 --max_train_epochs=4 --mixed_precision=bf16 ";

    private const string Booth = "accelerate launch train_dreambooth.py --pretrained_model_name_or_path=m --instance_data_dir=d --resolution=512 "
        + "--train_batch_size=1 --learning_rate=5e-6 --lr_scheduler=constant --lr_warmup_steps=0 --max_train_steps=800 ";

    private const string ControlNet = "accelerate launch train_controlnet.py --pretrained_model_name_or_path=m --dataset_name=d --train_batch_size=4 "
        + "--learning_rate=1e-5 --lr_scheduler=constant --lr_warmup_steps=0 ";

    private const string Yolo = "python train.py --data d.yaml --weights yolov5s.pt ";

    private const string Splats = "python train.py -s data -m out ";

    private const string Style = "python train.py --outdir=o --data=d.zip --gpus=8 --gamma=8 --cfg=stylegan3-t ";

    private const string Pix = "python train.py --dataroot d --name n ";

    private const string Timm = "./distributed_train.sh 4 /data --model resnet50 --sched cosine --epochs 300 --lr 0.4 --opt sgd ";

    private const string Clip = "torchrun -m training.main --train-data d --dataset-type csv --batch-size 64 --model ViT-B-32 --lr 5e-4 --wd 0.2 --epochs 8 --warmup 100 ";

    private static bool IsTold(string text, string name, string key) => ReadText.As(text, name).Observations.Any(one => one switch
    {
        WrongTypeObservation { Key: var path } => path?.EndsWith(key, System.StringComparison.Ordinal) == true,
        WithoutEffectObservation { Key: var path } => path?.EndsWith(key, System.StringComparison.Ordinal) == true,
        _ => false,
    });

    [Fact]
    public void EveryFile_CanBeRead() => Assert.All(RefusalFiles.All, file =>
    {
        Assert.NotEmpty(file.Rows);
        Assert.All(file.Rows, row => Assert.False(string.IsNullOrWhiteSpace(row.Says), file.Name + ": " + row.Key));
    });

    [Theory]
    [InlineData("--cache_latents --random_crop", "random_crop", true)]
    [InlineData("--cache_latents_to_disk --color_aug", "color_aug", true)]
    [InlineData("--cache_latents --flip_aug", "color_aug", false)]
    [InlineData("--random_crop", "random_crop", false)]
    [InlineData("--cache_text_encoder_outputs", "cache_text_encoder_outputs", true)]
    [InlineData("--cache_text_encoder_outputs --network_train_unet_only", "cache_text_encoder_outputs", false)]
    [InlineData("--bucket_reso_steps=48", "bucket_reso_steps", true)]
    [InlineData("--bucket_reso_steps=32", "bucket_reso_steps", false)]
    [InlineData("--enable_bucket --resolution=1024,1024 --max_bucket_reso=768", "max_bucket_reso", true)]
    [InlineData("--enable_bucket --resolution=1024,1024 --max_bucket_reso=1024", "max_bucket_reso", false)]
    [InlineData("--resolution=1024 --max_bucket_reso=768", "max_bucket_reso", false)]
    [InlineData("--adaptive_noise_scale=0.01", "adaptive_noise_scale", true)]
    [InlineData("--adaptive_noise_scale=0.01 --noise_offset=0.1", "adaptive_noise_scale", false)]
    [InlineData("--adaptive_noise_scale=0.01 --config_file=c.toml", "adaptive_noise_scale", false)]
    [InlineData("--zero_terminal_snr", "zero_terminal_snr", true)]
    [InlineData("--zero_terminal_snr --v_parameterization", "zero_terminal_snr", false)]
    [InlineData("--full_fp16", "full_fp16", true)]
    [InlineData("--full_bf16", "full_bf16", false)]
    [InlineData("--unet_lr=1e-4 --network_train_text_encoder_only", "unet_lr", true)]
    [InlineData("--optimizer_type=Lion --use_8bit_adam", "use_8bit_adam", true)]
    public void SdScripts(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Kohya + flags + "\n", "t.sh", key));

    [Fact]
    public void SdScriptsInToml_TablesMeanNothing() => Assert.True(IsTold(
        "[model]\npretrained_model_name_or_path = \"m\"\noutput_name = \"l\"\n[net]\nnetwork_module = \"networks.lora\"\nnetwork_dim = 8\n"
        + "learning_rate = 1e-4\n[data]\ncache_latents = true\nrandom_crop = true\n", "c.toml", "random_crop"));

    [Theory]
    [InlineData("--class_data_dir=c --class_prompt=p", "class_data_dir", true)]
    [InlineData("--with_prior_preservation --class_data_dir=c --class_prompt=p", "class_data_dir", false)]
    [InlineData("--with_prior_preservation --class_data_dir=c", "with_prior_preservation", true)]
    [InlineData("--train_text_encoder --pre_compute_text_embeddings", "pre_compute_text_embeddings", true)]
    [InlineData("--train_text_encoder --text_encoder_lr=1e-5", "text_encoder_lr", false)]
    [InlineData("--text_encoder_lr=1e-5", "text_encoder_lr", true)]
    [InlineData("--lr_power=2.0", "lr_power", true)]
    public void DreamBooth(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Booth + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--resolution=500", "resolution", true)]
    [InlineData("--resolution=512", "resolution", false)]
    [InlineData("--validation_image a b --validation_prompt x y z", "validation_prompt", true)]
    [InlineData("--validation_image a b --validation_prompt x y", "validation_prompt", false)]
    [InlineData("--validation_image a.png --validation_prompt x y z", "validation_prompt", false)]
    [InlineData("--validation_prompt x", "validation_prompt", true)]
    public void ControlNets(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(ControlNet + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--img 600", "img", true)]
    [InlineData("--imgsz 640", "imgsz", false)]
    [InlineData("--img 640 --rect", "rect", true)]
    [InlineData("--img 640 --epochs 5 --resume runs/last.pt", "epochs", true)]
    [InlineData("--img 640 --epochs 5", "epochs", false)]
    [InlineData("--img 640 --optimizer Adam", "optimizer", true)]
    [InlineData("--img 640 --optimizer Adam --hyp h.yaml", "optimizer", false)]
    public void YoloV5(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Yolo + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("64", false)]
    [InlineData("20", true)]
    public void BatchOfSeveralProcesses_IsShared(string batch, bool isTold) => Assert.Equal(isTold, IsTold(
        $"python -m torch.distributed.run --nproc_per_node 8 train.py --img 640 --batch-size {batch} --data d.yaml --weights w.pt\n", "t.sh", "batch_size"));

    [Theory]
    [InlineData("--iterations 7000 --save_iterations 7000 30000", "save_iterations", true)]
    [InlineData("--save_iterations 7000 30000", "save_iterations", false)]
    [InlineData("--save_iterations 7000 50000", "save_iterations", true)]
    [InlineData("--densify_from_iter 20000", "densify_from_iter", true)]
    [InlineData("--densify_from_iter 20000 --densify_until_iter 25000", "densify_from_iter", false)]
    public void GaussianSplatting(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Splats + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--batch=30", "batch", true)]
    [InlineData("--batch=32", "batch", false)]
    [InlineData("--batch=32 --batch-gpu=2", "batch_gpu", true)]
    [InlineData("--batch=32 --batch-gpu=2 --mbstd-group=2", "batch_gpu", false)]
    [InlineData("--batch=32 --p=0.2", "p", true)]
    [InlineData("--batch=32 --p=0.2 --aug=fixed", "p", false)]
    [InlineData("--batch=32 --freezed=10", "freezed", true)]
    [InlineData("--batch=32 --freezed=10 --resume=n.pkl", "freezed", false)]
    public void StyleGan(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Style + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--model pix2pix --load_size 256 --crop_size 512", "crop_size", true)]
    [InlineData("--model cycle_gan --load_size 572 --crop_size 512", "crop_size", false)]
    [InlineData("--model pix2pix --load_size 286 --crop_size 200", "crop_size", true)]
    [InlineData("--model cycle_gan --load_size 286 --crop_size 200", "crop_size", false)]
    [InlineData("--model pix2pix --lambda_A 5", "lambda_A", true)]
    [InlineData("--model cycle_gan --lambda_A 5", "lambda_A", false)]
    [InlineData("--model pix2pix --dataset_mode unaligned", "dataset_mode", true)]
    [InlineData("--model cycle_gan --lr_decay_iters 50", "lr_decay_iters", true)]
    [InlineData("--model cycle_gan --epoch_count 101", "epoch_count", true)]
    [InlineData("--model cycle_gan --epoch_count 101 --continue_train", "epoch_count", false)]
    public void PixToPix(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Pix + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--batch-size 128 --jsd-loss", "jsd_loss", true)]
    [InlineData("--batch-size 128 --jsd-loss --aug-splits 3", "jsd_loss", false)]
    [InlineData("--batch-size 127 --mixup 0.2", "batch_size", true)]
    [InlineData("--batch-size 127", "batch_size", false)]
    [InlineData("--batch-size 128 --model-ema-decay 0.999", "model_ema_decay", true)]
    [InlineData("--batch-size 128 --model-ema --model-ema-decay 0.999", "model_ema_decay", false)]
    [InlineData("--batch-size 128 --mean 123.7 116.3 103.5", "mean", true)]
    [InlineData("--batch-size 128 --mean 0.485 0.456 0.406", "mean", false)]
    public void TimmTrain(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Timm + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("--local-loss", "local_loss", true)]
    [InlineData("--local-loss --gather-with-grad", "local_loss", false)]
    [InlineData("--lock-image-unlocked-groups 2", "lock_image_unlocked_groups", true)]
    [InlineData("--lock-image --lock-image-unlocked-groups 2", "lock_image_unlocked_groups", false)]
    public void OpenClip(string flags, string key, bool isTold) => Assert.Equal(isTold, IsTold(Clip + flags + "\n", "t.sh", key));

    [Theory]
    [InlineData("python main_moco.py -a resnet50 --lr 0.03 --batch-size 96 --moco-k 65536 /d", "moco_k", true)]
    [InlineData("python main_moco.py -a resnet50 --lr 0.03 --batch-size 128 --moco-k 65536 /d", "moco_k", false)]
    [InlineData("python main_pretrain.py --batch_size 64 --blr 1e-4 --lr 1e-3 --norm_pix_loss", "blr", true)]
    [InlineData("python main_pretrain.py --batch_size 64 --blr 1e-4 --norm_pix_loss", "blr", false)]
    [InlineData("python main_dino.py --arch vit_small --epochs 20 --warmup_teacher_temp_epochs 30", "warmup_teacher_temp_epochs", true)]
    [InlineData("python main_dino.py --arch vit_small --epochs 30 --warmup_teacher_temp_epochs 30", "warmup_teacher_temp_epochs", false)]
    public void SelfSupervised(string command, string key, bool isTold) => Assert.Equal(isTold, IsTold(command + "\n", "t.sh", key));

    [Theory]
    [InlineData("lr_policy: \"multistep\"\ngamma: 0.1\nstepsize: 50\n", "stepsize", true)]
    [InlineData("lr_policy: \"multistep\"\ngamma: 0.1\nstepvalue: 50\n", "lr_policy", false)]
    [InlineData("lr_policy: \"multistep\"\ngamma: 0.1\n", "lr_policy", true)]
    [InlineData("lr_policy: \"step\"\nstepsize: 50\n", "lr_policy", true)]
    [InlineData("lr_policy: \"step\"\nstepsize: 50\ngamma: 0.1\n", "lr_policy", false)]
    public void Caffe(string policy, string key, bool isTold) => Assert.Equal(isTold, IsTold(
        "net: \"n.prototxt\"\nbase_lr: 0.01\nmax_iter: 100\nmomentum: 0.9\nsolver_mode: GPU\n" + policy, "solver.prototxt", key));
}
