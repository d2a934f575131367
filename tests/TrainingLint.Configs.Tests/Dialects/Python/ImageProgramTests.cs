using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What programs do to pictures and labels: pipelines, sizes, generators of Keras, last layers.</summary>
public class ImageProgramTests
{
    private const string Torch = "import torch, cv2\nfrom torch import nn\nfrom torchvision import datasets, models, transforms\n"
        + "train_tf = transforms.Compose([transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip(), transforms.ToTensor(), "
        + "transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])\n"
        + "val_tf = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), "
        + "transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])\n"
        + "val_set = datasets.ImageFolder('v', transform=val_tf)\n"
        + "model = models.resnet18(pretrained=True)\nmodel.fc = nn.Linear(512, 10)\nopt = torch.optim.Adam(model.parameters(), lr=1e-4)\n"
        + "for x, y in loader:\n    opt.zero_grad()\n    loss = nn.CrossEntropyLoss()(model(x), y)\n    loss.backward()\n    opt.step()\n";

    private const string Keras = "from tensorflow import keras\nfrom tensorflow.keras import layers\n"
        + "from tensorflow.keras.preprocessing.image import ImageDataGenerator\n"
        + "train_gen = ImageDataGenerator(rescale=1./255, horizontal_flip=True)\nval_gen = ImageDataGenerator(rescale=1./255)\n"
        + "train = train_gen.flow_from_directory('t', target_size=(224, 224), class_mode='categorical')\n"
        + "val = val_gen.flow_from_directory('v', target_size=(224, 224), class_mode='categorical')\n"
        + "model = keras.Sequential([layers.Conv2D(8, 3, input_shape=(224, 224, 3)), layers.Flatten(), layers.Dense(5, activation='softmax')])\n"
        + "model.compile(optimizer='adam', loss='categorical_crossentropy')\nmodel.fit(train, epochs=5, validation_data=val)\n";

    private const string Masks = "import cv2, torch\nfrom torch import nn\ncrit = nn.CrossEntropyLoss(ignore_index=255)\ndef load(p, q):\n"
        + "    image = cv2.imread(p)\n    image = cv2.resize(image, (512, 512))\n    mask = cv2.imread(q, 0)\n"
        + "    mask = cv2.resize(mask, (512, 512), interpolation=cv2.INTER_NEAREST)\n    return torch.from_numpy(image).permute(2, 0, 1), mask\n"
        + "opt = torch.optim.Adam(net.parameters(), lr=1e-4)\nfor x, y in loader:\n    opt.zero_grad()\n    crit(net(x), y).backward()\n    opt.step()\n";

    private static string[] Told(string text) => [.. new Judge().Findings(ReadText.As(text, "train.py"))
        .Where(finding => finding.Severity >= Severity.Warning).Select(finding => finding.Message)];

    [Fact]
    public void SoundPrograms_AreLeftAlone()
    {
        Assert.Empty(Told(Torch));
        Assert.Empty(Told(Keras));
        Assert.Empty(Told(Masks));
    }

    [Theory]
    [InlineData("transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])", "transforms.CenterCrop(224), transforms.ToTensor()", "another scale")]
    [InlineData("transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])", "transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])", "another scale")]
    [InlineData("transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])", "transforms.CenterCrop(224), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]), transforms.ToTensor()", "ToTensor first")]
    [InlineData("transforms.Resize(256)", "transforms.Resize(200)", "at most 200")]
    [InlineData("transforms.CenterCrop(224)", "transforms.RandomCrop(224)", "changes from epoch to epoch")]
    [InlineData("transform=val_tf", "transform=train_tf", "is given 'train_tf'")]
    [InlineData("model.fc = nn.Linear", "model.classifier = nn.Linear", "never called")]
    [InlineData("models.resnet18(", "models.vgg16(", "never called")]
    public void FaultsOfPipelines_AreNoted(string sound, string risky, string word)
    {
        Assert.Contains(sound, Torch);
        Assert.Contains(Told(Torch.Replace(sound, risky)), message => message.Contains(word));
    }

    [Theory]
    [InlineData("transforms.Resize(256)", "transforms.Resize((256, 300))")]
    [InlineData("transforms.Resize(256), transforms.CenterCrop(224)", "transforms.Resize((224, 224))")]
    [InlineData("models.resnet18(", "models.resnext50_32x4d(")]
    [InlineData("models.resnet18(", "Net(")]
    [InlineData("train_tf = transforms.Compose([", "train_tf = transforms.Compose([Normalized(), ")]
    public void SoundRelatives_AreLeftAlone(string sound, string other) => Assert.Empty(Told(Torch.Replace(sound, other)));

    [Theory]
    [InlineData("val_gen = ImageDataGenerator(rescale=1./255)", "val_gen = ImageDataGenerator()", "without rescale")]
    [InlineData("'v', target_size=(224, 224)", "'v', target_size=(150, 150)", "one size")]
    [InlineData("input_shape=(224, 224, 3)", "input_shape=(299, 299, 3)", "299,299")]
    [InlineData("class_mode='categorical'", "class_mode='binary'", "do not have the form")]
    [InlineData("loss='categorical_crossentropy'", "loss='sparse_categorical_crossentropy'", "do not have the form")]
    [InlineData("flow_from_directory('v'", "flow_from_directory('t'", "trained on")]
    [InlineData("val_gen.flow_from_directory", "train_gen.flow_from_directory", "epoch to epoch")]
    public void FaultsOfGenerators_AreNoted(string sound, string risky, string word)
    {
        Assert.Contains(sound, Keras);
        Assert.Contains(Told(Keras.Replace(sound, risky)), message => message.Contains(word));
    }

    [Theory]
    [InlineData("val_gen = ImageDataGenerator(rescale=1./255)", "val_gen = ImageDataGenerator(preprocessing_function=scale)")]
    [InlineData("flow_from_directory('v'", "flow_from_directory('t', subset='validation'")]
    [InlineData("loss='categorical_crossentropy'", "loss=pick(args)")]
    public void SoundGenerators_AreLeftAlone(string sound, string other) => Assert.Empty(Told(Keras.Replace(sound, other)));

    [Theory]
    [InlineData(", interpolation=cv2.INTER_NEAREST", "", "a third appears")]
    [InlineData("torch.from_numpy(image).permute(2, 0, 1)", "torch.from_numpy(image).reshape(3, 512, 512)", "stripes")]
    public void FaultsOfLabels_AreNoted(string sound, string risky, string word) =>
        Assert.Contains(Told(Masks.Replace(sound, risky)), message => message.Contains(word));

    [Theory]
    [InlineData("nn.CrossEntropyLoss(ignore_index=255)", "nn.BCEWithLogitsLoss()")]
    [InlineData("mask = cv2.resize(mask, (512, 512), interpolation=cv2.INTER_NEAREST)", "mask = cv2.resize(mask, (512, 512), cv2.INTER_NEAREST)")]
    public void SoundLabels_AreLeftAlone(string sound, string other) => Assert.Empty(Told(Masks.Replace(sound, other)));
}
