using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Traps of libraries of vision and diffusion in training programs: files of <c>Checks/Traps</c>.</summary>
public class VisionTrapTests
{
    private const string Loop = "opt = torch.optim.Adam(model.parameters(), lr=1e-4)\nfor x, y in loader:\n    opt.zero_grad()\n"
        + "    loss = loss_fn(model(x), y)\n    loss.backward()\n    opt.step()\n";

    private const string Monai = "import torch\nfrom monai.losses import DiceLoss, DiceCELoss\nfrom monai.networks.nets import UNet, SwinUNETR\n"
        + "from monai.transforms import Spacingd, ScaleIntensityd, RandAffined\n";

    private const string Net = "model = UNet(spatial_dims=3, in_channels=1, out_channels=3, channels=(16, 32, 64), strides=(2, 2))\n";

    private const string Smp = "import torch\nimport torch.nn as nn\nimport segmentation_models_pytorch as smp\n";

    private const string Diffusion = "import torch\nimport torch.nn.functional as F\nfrom diffusers import DDPMScheduler, AutoencoderKL\n"
        + "sched = DDPMScheduler()\nvae = AutoencoderKL.from_pretrained('m')\nopt = torch.optim.AdamW(unet.parameters(), lr=1e-5)\nfor x, y in loader:\n"
        + "    latents = vae.encode(x).latent_dist.sample()\n    latents = latents * vae.config.scaling_factor\n    noise = torch.randn_like(latents)\n"
        + "    timesteps = torch.randint(0, 1000, (latents.shape[0],))\n    noisy = sched.add_noise(latents, noise, timesteps)\n"
        + "    pred = unet(noisy, timesteps, y).sample\n    loss = F.mse_loss(pred, noise)\n    opt.zero_grad()\n    loss.backward()\n    opt.step()\n";

    private static bool IsTold(string text, string word, Severity least = Severity.Warning) => new Judge().Findings(ReadText.As(text, "train.py"))
        .Any(finding => finding.Severity >= least && finding.Message.Contains(word));

    [Theory]
    [InlineData("loss_fn = DiceLoss(to_onehot_y=True, softmax=True)", "", false)]
    [InlineData("loss_fn = DiceLoss(to_onehot_y=True, sigmoid=True, softmax=True)", "more than one", true)]
    [InlineData("loss_fn = DiceCELoss(sigmoid=True, softmax=True)", "more than one", true)]
    [InlineData("loss_fn = DiceLoss(to_onehot_y=True)", "raw outputs", true)]
    [InlineData("loss_fn = DiceLoss(True, True, False, True)", "", false)]
    [InlineData("loss_fn = DiceLoss(to_onehot_y=True, other_act=act)", "", false)]
    public void DiceLosses(string loss, string word, bool isTold)
    {
        var text = Monai + Net + loss + "\n" + Loop;
        Assert.Equal(isTold, IsTold(text, word.Length > 0 ? word : "MONAI") || (word.Length == 0 && IsTold(text, "raw outputs")));
    }

    [Theory]
    [InlineData("channels=(16, 32, 64), strides=(2, 2)", false)]
    [InlineData("channels=(16, 32, 64, 128), strides=(2, 2)", true)]
    [InlineData("channels=(16, 32), strides=(2, 2)", true)]
    public void Strides(string shape, bool isTold) => Assert.Equal(isTold, IsTold(
        Monai + $"model = UNet(spatial_dims=3, in_channels=1, out_channels=3, {shape})\nloss_fn = DiceLoss(softmax=True)\n" + Loop, "MONAI"));

    [Theory]
    [InlineData("Spacingd(keys=['image', 'label'], pixdim=(1, 1, 1), mode=('bilinear', 'nearest'))", false)]
    [InlineData("Spacingd(keys=['image', 'label'], pixdim=(1, 1, 1), mode='bilinear')", true)]
    [InlineData("Spacingd(keys=['image', 'label'], pixdim=(1, 1, 1))", true)]
    [InlineData("Spacingd(keys=['t1', 't2'], pixdim=(1, 1, 1))", false)]
    [InlineData("RandAffined(keys=['image', 'seg'], prob=0.5)", true)]
    [InlineData("ScaleIntensityd(keys=['image', 'label'])", true)]
    [InlineData("ScaleIntensityd(keys=['image'])", false)]
    public void Labels(string step, bool isTold) => Assert.Equal(isTold, IsTold(
        Monai + Net + "loss_fn = DiceLoss(softmax=True)\ntf = " + step + "\n" + Loop, "labels"));

    [Theory]
    [InlineData("classes=1", "smp.losses.DiceLoss(mode='binary')", "", false)]
    [InlineData("classes=1, activation='sigmoid'", "smp.losses.DiceLoss(mode='binary')", "twice", true)]
    [InlineData("classes=1, activation='sigmoid'", "smp.losses.DiceLoss('binary')", "twice", true)]
    [InlineData("classes=1, activation='sigmoid'", "smp.losses.DiceLoss(mode='binary', from_logits=False)", "twice", false)]
    [InlineData("classes=1, activation='sigmoid'", "nn.BCEWithLogitsLoss()", "twice", true)]
    [InlineData("classes=1, activation='sigmoid'", "nn.BCELoss()", "twice", false)]
    [InlineData("classes=4, activation='softmax2d'", "nn.CrossEntropyLoss()", "twice", true)]
    [InlineData("classes=1", "nn.CrossEntropyLoss()", "always 1", true)]
    [InlineData("classes=4", "nn.CrossEntropyLoss()", "always 1", false)]
    [InlineData("classes=1", "smp.losses.DiceLoss(mode='multiclass')", "always 1", true)]
    [InlineData("classes=3", "smp.losses.DiceLoss(mode='binary')", "binary mode", true)]
    public void Segmentation(string net, string loss, string word, bool isTold) => Assert.Equal(isTold, IsTold(
        Smp + $"model = smp.Unet('resnet34', {net})\nloss_fn = {loss}\n" + Loop, word.Length > 0 ? word : "Unet"));

    [Theory]
    [InlineData("models.resnet18(pretrained=True, num_classes=10)", true)]
    [InlineData("models.resnet18(weights='IMAGENET1K_V1', num_classes=10)", true)]
    [InlineData("models.resnet18(num_classes=10)", false)]
    [InlineData("models.resnet18(pretrained=False, num_classes=10)", false)]
    [InlineData("models.detection.fasterrcnn_resnet50_fpn(pretrained=True, num_classes=3)", true)]
    [InlineData("models.detection.fasterrcnn_resnet50_fpn(weights=None, num_classes=3)", false)]
    public void PretrainedClasses(string model, bool isTold) => Assert.Equal(isTold, IsTold(
        $"import torch\nfrom torchvision import models\nmodel = {model}\n" + Loop, "the weights are those of"));

    [Fact]
    public void SoundDiffusionLoop_IsLeftAlone() => Assert.False(IsTold(Diffusion, "Found"));

    [Theory]
    [InlineData("    latents = latents * vae.config.scaling_factor\n", "", "several times as large")]
    [InlineData("torch.randn_like", "torch.rand_like", "Gaussian")]
    [InlineData("F.mse_loss(pred, noise)", "F.mse_loss(pred, latents)", "for noise")]
    [InlineData("randint(0, 1000", "randint(0, 1001", "steps 0 to 999")]
    public void FaultsOfDiffusion_AreNoted(string sound, string risky, string word) =>
        Assert.True(IsTold(Diffusion.Replace(sound, risky), word));
}
