
import lightning.pytorch as pl, torch
class Base(pl.LightningModule):
    def training_step(self, batch, i):
        return self.run(batch)
    def run(self, batch):
        for o in self.optimizers():
            o.step()
class GAN(Base):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=1e-3)
