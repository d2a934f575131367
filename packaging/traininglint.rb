# Formula for Homebrew; the release workflow fills in version and checksums.
class Traininglint < Formula
  desc "Finds risky settings in machine-learning training configs"
  homepage "https://github.com/traininglint/traininglint"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "https://github.com/traininglint/traininglint/releases/download/v@VERSION@/traininglint-@VERSION@-osx-arm64.tar.gz"
      sha256 "@SHA256_OSX_ARM64@"
    end
    on_intel do
      url "https://github.com/traininglint/traininglint/releases/download/v@VERSION@/traininglint-@VERSION@-osx-x64.tar.gz"
      sha256 "@SHA256_OSX_X64@"
    end
  end

  on_linux do
    on_intel do
      url "https://github.com/traininglint/traininglint/releases/download/v@VERSION@/traininglint-@VERSION@-linux-x64.tar.gz"
      sha256 "@SHA256_LINUX_X64@"
    end
    on_arm do
      url "https://github.com/traininglint/traininglint/releases/download/v@VERSION@/traininglint-@VERSION@-linux-arm64.tar.gz"
      sha256 "@SHA256_LINUX_ARM64@"
    end
  end

  def install
    bin.install "traininglint"
  end

  test do
    (testpath/"train.yaml").write "optimizer: AdamW\nlearning_rate: 0.5\nbatch_size: 32\nepochs: 3\n"
    assert_match "TL0102", shell_output("#{bin}/traininglint check --no-fail train.yaml")
  end
end
